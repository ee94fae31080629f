using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatternFunctions.Matching;

/// <summary>
/// Vectors of one byte a number: a quarter of the memory, which is what a scan waits for. A cosine moves by less than
/// 0.005.
/// </summary>
internal static class SmallVector
{
    private const float QuestionRange = 4095;

    /// <returns>What to multiply the bytes by to have the vector back.</returns>
    public static float Shrink(ReadOnlySpan<float> vector, Span<sbyte> destination)
    {
        var largest = Math.Abs(vector.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0)
        {
            destination.Clear();
            return 0;
        }

        for (var index = 0; index < vector.Length; index++)
        {
            destination[index] = (sbyte)MathF.Round(vector[index] * sbyte.MaxValue / largest);
        }

        return largest / sbyte.MaxValue;
    }

    /// <summary>The other side of the product: finer, for there is just one of it.</summary>
    /// <returns>What to multiply the numbers by to have the vector back.</returns>
    public static float ShrinkQuestion(ReadOnlySpan<float> vector, Span<short> destination)
    {
        var largest = Math.Abs(vector.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(vector));
        for (var index = 0; index < vector.Length; index++)
        {
            destination[index] = largest == 0 ? (short)0 : (short)MathF.Round(vector[index] * QuestionRange / largest);
        }

        return largest / QuestionRange;
    }

    public static int Dot(ReadOnlySpan<short> question, ReadOnlySpan<sbyte> vector)
    {
        var sum = 0;
        var index = 0;
        if (Avx2.IsSupported)
        {
            ref var left = ref MemoryMarshal.GetReference(question);
            ref var right = ref MemoryMarshal.GetReference(vector);
            Vector256<int> even = default, odd = default;
            for (; index <= vector.Length - 32; index += 32)
            {
                even += Avx2.MultiplyAddAdjacent(
                    Vector256.LoadUnsafe(ref left, (nuint)index), Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, (nuint)index)));
                odd += Avx2.MultiplyAddAdjacent(
                    Vector256.LoadUnsafe(ref left, (nuint)index + 16), Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, (nuint)index + 16)));
            }

            sum = Vector256.Sum(even + odd);
        }

        for (; index < vector.Length; index++)
        {
            sum += question[index] * vector[index];
        }

        return sum;
    }
}
