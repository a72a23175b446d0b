namespace AmiBlazor.Hosting;

/// <summary>Writes a refused request as a page for a person. Its look belongs to the components.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="sentences">Why, and what to do; may hold names that a person has chosen.</param>
/// <param name="pathBase">The sub-path below which the program is served; empty for none.</param>
internal delegate string RefusalPage(int status, string sentences, string pathBase);
