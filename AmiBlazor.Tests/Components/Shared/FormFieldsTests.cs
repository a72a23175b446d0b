using AmiBlazor.Components.Administration;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AmiBlazor.Tests.Components.Shared;

/// <summary>The fields of forms that are posted: what a browser sends, focuses and reads aloud without a script.</summary>
public sealed class FormFieldsTests : BunitContext
{
    public FormFieldsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<Localizer>();
    }

    [Fact]
    public void A_text_field_has_its_label_its_attributes_and_what_describes_it()
    {
        var field = Render<FormText>(parameters => parameters
            .Add(text => text.Name, "Form.Code").Add(text => text.Label, "Code").Add(text => text.Value, "\"12\"")
            .Add(text => text.Hint, "Six digits.").Add(text => text.HasProblem, true)
            .AddUnmatched("autofocus", true).AddUnmatched("maxlength", 20).AddUnmatched("autocomplete", "one-time-code"));

        var input = field.Find("input");
        Assert.Equal(
            ("Form.Code", "text", "\"12\"", "20", "one-time-code"),
            (input.GetAttribute("name"), input.GetAttribute("type"), input.GetAttribute("value"), input.GetAttribute("maxlength"),
                input.GetAttribute("autocomplete")));
        Assert.True(input.HasAttribute("autofocus"));
        Assert.Equal("Code", field.Find($"label[for={input.Id}]").TextContent);
        Assert.Equal([FormProblem.Id, field.Find(".mud-input-helper-text [id]").Id!], input.GetAttribute("aria-describedby")!.Split(' '));
        Assert.Equal("Six digits.", field.Find(".mud-input-helper-text").TextContent);
    }

    [Fact]
    public void Where_nothing_describes_a_field_and_another_is_first_it_has_no_attributes_for_that()
    {
        var field = Render<FormText>(parameters => parameters
            .Add(text => text.Name, "Form.Password").Add(text => text.Label, "Password").Add(text => text.Type, "password")
            .AddUnmatched("autofocus", false));

        var input = field.Find("input");
        Assert.Equal("password", input.GetAttribute("type"));
        Assert.False(input.HasAttribute("autofocus"));
        Assert.False(input.HasAttribute("aria-describedby"));
        Assert.False(input.HasAttribute("value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_checkbox_posts_its_value_only_if_it_is_checked(bool isChecked)
    {
        var field = Render<FormCheck>(parameters => parameters
            .Add(check => check.Name, "Form.Servers").Add(check => check.Value, "berlin").Add(check => check.IsChecked, isChecked)
            .AddChildContent("Berlin"));

        var input = field.Find("input[type=checkbox]");
        Assert.Equal(("Form.Servers", "berlin", isChecked), (input.GetAttribute("name"), input.GetAttribute("value"), input.HasAttribute("checked")));
        Assert.Equal("Berlin", input.Closest("label")!.TextContent.Trim());
    }

    [Fact]
    public void The_scope_of_an_account_comes_back_as_it_was_posted()
    {
        var form = new AccountInput
        {
            Role = "Supervisor",
            WhichServers = AccountInput.Some,
            Servers = ["berlin", "<gone>"],
            WhichDepartments = AccountInput.All,
            MoreDepartments = "Sales\n</textarea>",
        };

        var fields = Render<ScopeFields>(parameters => parameters
            .Add(scope => scope.Form, form).Add(scope => scope.Known, new ScopeChoices(["berlin", "wien"], ["Support"])));

        Assert.Equal(
            ["Form.WhichServers some", "Form.Servers berlin", "Form.Servers <gone>", "Form.WhichDepartments all"],
            fields.FindAll("input[checked]").Select(input => $"{input.GetAttribute("name")} {input.GetAttribute("value")}"));
        Assert.Equal("Supervisor", fields.Find("select[name='Form.Role'] option[selected]").GetAttribute("value"));
        Assert.Equal("Sales\n</textarea>", fields.Find("textarea[name='Form.MoreDepartments']").TextContent);
        Assert.All(
            fields.FindAll("[role=radiogroup]"),
            group => Assert.NotEmpty(fields.Find("#" + group.GetAttribute("aria-labelledby")).TextContent));
    }
}
