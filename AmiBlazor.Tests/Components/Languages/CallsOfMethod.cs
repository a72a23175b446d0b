using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>
/// Follows a method's instructions from first to last with a stack of what is known of each value. Where branches meet, a value is one or the other;
/// a local variable is whatever is put into it anywhere.
/// </summary>
internal sealed class CallsOfMethod(MethodBase method, MethodBody body)
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    private readonly byte[] _code = body.GetILAsByteArray()!;
    private readonly Module _module = method.Module;
    private readonly Type[]? _typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
    private readonly Type[]? _methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
    private readonly Dictionary<int, KnownValue> _locals = [];
    private readonly Dictionary<int, KnownValue[]> _stackAt = [];
    private readonly List<CallInMethod> _calls = [];
    private Stack<KnownValue> _stack = new();
    private bool _hasLearned;

    /// <summary>The calls, in the order of the instructions.</summary>
    public IReadOnlyList<CallInMethod> Read()
    {
        // Again, until nothing more is learned of the locals: a loop may put something into one that it read before.
        do
        {
            _hasLearned = false;
            _calls.Clear();
            _stackAt.Clear();
            foreach (var clause in body.ExceptionHandlingClauses)
            {
                if (clause.Flags is ExceptionHandlingClauseOptions.Finally or ExceptionHandlingClauseOptions.Fault) continue;
                _stackAt[clause.HandlerOffset] = [KnownValue.Unknown];
                if (clause.Flags == ExceptionHandlingClauseOptions.Filter) _stackAt[clause.FilterOffset] = [KnownValue.Unknown];
            }

            Pass();
        }
        while (_hasLearned);
        return _calls;
    }

    private void Pass()
    {
        _stack = new Stack<KnownValue>();
        var goesOn = true;
        for (var at = 0; at < _code.Length;)
        {
            if (_stackAt.TryGetValue(at, out var there))
                _stack = new Stack<KnownValue>(goesOn && _stack.Count == there.Length ? Merge(there, [.. _stack.Reverse()]) : there);
            else if (!goesOn) _stack = new Stack<KnownValue>();

            var offset = at;
            var code = _code[at] == 0xFE ? Codes[(0xFE << 8) | _code[at + 1]] : Codes[_code[at]];
            at += code.Size;
            var operand = at;
            at += Size(code, operand);
            Step(code, offset, operand);
            foreach (var target in Targets(code, operand, at)) Meet(target);
            goesOn = code.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        }
    }

    private void Step(OpCode code, int offset, int operand)
    {
        switch (code.Name)
        {
            case "ldstr":
                _stack.Push(KnownValue.Of(_module.ResolveString(Int32(operand))));
                return;
            case "dup":
                _stack.Push(_stack.Peek());
                return;
            case "castclass":
                return;
            case "leave" or "leave.s" or "endfinally" or "endfilter" or "throw" or "rethrow" or "ret":
                _stack.Clear();
                return;
            case "call" or "callvirt" or "newobj":
                Call(code, offset, _module.ResolveMethod(Int32(operand), _typeArguments, _methodArguments)!);
                return;
            case "calli":
                throw new NotSupportedException($"{method.DeclaringType}.{method.Name} calls through a pointer; that is not followed here.");
        }

        if (Local(code, "stloc", operand) is { } stored)
        {
            Store(stored, _stack.Pop());
            return;
        }

        if (Local(code, "ldloc", operand) is { } loaded)
        {
            _stack.Push(_locals.GetValueOrDefault(loaded, KnownValue.Unknown));
            return;
        }

        // Its address is given away: somebody else may write it.
        if (Local(code, "ldloca", operand) is { } shared) Store(shared, KnownValue.Unknown);
        for (var i = 0; i < Pops(code.StackBehaviourPop); i++) _stack.Pop();
        for (var i = 0; i < Pushes(code.StackBehaviourPush); i++) _stack.Push(KnownValue.Unknown);
    }

    private void Call(OpCode code, int offset, MethodBase called)
    {
        var isNew = code == OpCodes.Newobj;
        var arguments = new KnownValue[called.GetParameters().Length + (called.IsStatic || isNew ? 0 : 1)];
        for (var i = arguments.Length - 1; i >= 0; i--) arguments[i] = _stack.Pop();
        _calls.Add(new CallInMethod(offset, called, arguments));
        if (isNew || (called is MethodInfo { ReturnType: var type } && type != typeof(void))) _stack.Push(Result(called, offset, arguments));
    }

    // What Blazor's compiler wraps around a parameter's value gives it back as it is.
    private static KnownValue Result(MethodBase called, int offset, KnownValue[] arguments) =>
        string.Equals(called.Name, "TypeCheck", StringComparison.Ordinal) ? arguments[0] : KnownValue.OfCall(offset);

    private void Store(int local, KnownValue value)
    {
        var known = _locals.TryGetValue(local, out var before) ? before.Or(value) : value;
        if (before is not null && known.IsSame(before)) return;
        _locals[local] = known;
        _hasLearned = true;
    }

    private void Meet(int target)
    {
        KnownValue[] here = [.. _stack.Reverse()];
        _stackAt[target] = _stackAt.TryGetValue(target, out var there) && there.Length == here.Length ? Merge(there, here) : here;
    }

    private static KnownValue[] Merge(KnownValue[] some, KnownValue[] others) => [.. some.Zip(others, (one, other) => one.Or(other))];

    private IEnumerable<int> Targets(OpCode code, int operand, int next) => code.OperandType switch
    {
        OperandType.ShortInlineBrTarget => [next + (sbyte)_code[operand]],
        OperandType.InlineBrTarget => [next + Int32(operand)],
        OperandType.InlineSwitch => Enumerable.Range(1, Int32(operand)).Select(number => next + Int32(operand + (4 * number))),
        _ => [],
    };

    private int Size(OpCode code, int operand) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Int32(operand)),
        _ => 4,
    };

    /// <summary>The number of the local that such an instruction is about; null for another instruction.</summary>
    private int? Local(OpCode code, string name, int operand) => code.Name!.Split('.') switch
    {
        [var word] when string.Equals(word, name, StringComparison.Ordinal) => BinaryPrimitives.ReadUInt16LittleEndian(_code.AsSpan(operand)),
        [var word, "s"] when string.Equals(word, name, StringComparison.Ordinal) => _code[operand],
        [var word, var number] when string.Equals(word, name, StringComparison.Ordinal) => number[0] - '0',
        _ => null,
    };

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_code.AsSpan(at));

    private static int Pops(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        _ => 3,
    };

    private static int Pushes(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}
