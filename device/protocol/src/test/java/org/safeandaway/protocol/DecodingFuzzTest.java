package org.safeandaway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Anybody may send anything to a broker. Whatever the bytes, a codec gives a message that can be
 * written and read again, or throws {@link UnreadableMessage}; every other exception fails these
 * tests by passing through them.
 */
class DecodingFuzzTest {
  private static final List<byte[]> GOLDEN =
      Golden.names(Golden.FOLDER).stream().map(n -> Golden.bytes(Golden.FOLDER, n)).toList();

  /** What a mutation puts in: the pieces that JSON readers are known to stumble over. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\\",
    "\\u",
    "\\ud800",
    "\\udc00\\ud800",
    "\\u0000",
    "null",
    "true",
    "-",
    "-0",
    "1e999999999",
    "1e-999999999",
    "0.1",
    "99999999999999999999999999",
    "NaN",
    "9223372036854775807",
    "-9223372036854775808",
    "4294967296",
    "[[[[[[[[[[[[[[[[",
    "{\"a\":",
    "\"9999-12-31T23:59:60Z\"",
    "\"+1000000000-12-31T23:59:59.999999999Z\"",
    "\ufeff",
    "\u0000",
    "\"seq\":",
    "\"kind\":",
    "\"visit\":",
    "\"deadlines\":",
    "\"upTo\":",
    "/*",
    "//",
    "'",
    " ",
    "\n"
  };

  @Property(tries = 3000)
  void anyBytes(@ForAll byte[] bytes) {
    decodeWithAll(bytes);
  }

  @Property(tries = 3000)
  void anyPiecesOfJson(@ForAll("pieces") List<String> pieces) {
    decodeWithAll(("{" + String.join("", pieces)).getBytes(UTF_8));
  }

  @Property(tries = 10_000)
  void mutatedGoldenBytes(@ForAll("mutants") byte[] bytes) {
    decodeWithAll(bytes);
  }

  @Property(tries = 200)
  void tooManyBytes(@ForAll @IntRange(min = 2049, max = 100_000) int length, @ForAll byte filler) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, filler);
    for (Codec<? extends Message> codec : Golden.codecs()) {
      assertThat(refusalOf(codec, bytes)).isEqualTo(UnreadableMessage.Cause.TOO_LARGE);
    }
  }

  /** A message that was cut off is never read as a shorter one. */
  @Example
  void goldenBytesCutAtEveryLength() {
    for (String name : Golden.names(Golden.FOLDER)) {
      byte[] golden = Golden.bytes(Golden.FOLDER, name);
      for (int length = 0; length < golden.length; length++) {
        assertThat(refusalOf(Golden.codecOf(name), Arrays.copyOf(golden, length)))
            .as("%s cut after %d bytes", name, length)
            .isEqualTo(UnreadableMessage.Cause.MALFORMED);
      }
    }
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<byte[]> mutants() {
    return Combinators.combine(
            Arbitraries.of(GOLDEN),
            Arbitraries.of(GOLDEN),
            mutation().list().ofMinSize(1).ofMaxSize(6))
        .as(DecodingFuzzTest::mutate);
  }

  private static byte[] mutate(byte[] golden, byte[] other, List<Mutation> mutations) {
    byte[] bytes = golden;
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes, other);
    }
    return bytes;
  }

  private static Arbitrary<Mutation> mutation() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(PIECES),
            Arbitraries.bytes())
        .as(Mutation::new);
  }

  /**
   * One change of some bytes: 0 puts in a piece, 1 replaces by it, 2 takes out, 3 sets one byte, 4
   * goes on as the other message does.
   *
   * @param where from 0 (the beginning) to 1 (the end)
   * @param length how many bytes are replaced or taken out
   */
  private record Mutation(int how, double where, int length, String piece, byte value) {
    byte[] apply(byte[] bytes, byte[] other) {
      int at = (int) (where * bytes.length);
      int after = Math.min(bytes.length, at + length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      switch (how) {
        case 0 -> out.writeBytes(join(piece.getBytes(UTF_8), bytes, at));
        case 1 -> out.writeBytes(join(piece.getBytes(UTF_8), bytes, after));
        case 2 -> out.writeBytes(join(new byte[0], bytes, after));
        case 3 -> out.writeBytes(join(new byte[] {value}, bytes, Math.min(bytes.length, at + 1)));
        default -> out.writeBytes(join(new byte[0], other, (int) (where * other.length)));
      }
      return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second, int from) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(first);
      out.write(second, from, second.length - from);
      return out.toByteArray();
    }
  }

  private static void decodeWithAll(byte[] bytes) {
    for (Codec<? extends Message> codec : Golden.codecs()) {
      try {
        Message message = codec.decode(bytes);
        assertThat(codec.decode(Golden.encode(message))).isEqualTo(message);
      } catch (UnreadableMessage e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static UnreadableMessage.Cause refusalOf(Codec<? extends Message> codec, byte[] bytes) {
    try {
      throw new AssertionError("read as " + codec.decode(bytes));
    } catch (UnreadableMessage e) {
      return e.why();
    }
  }
}
