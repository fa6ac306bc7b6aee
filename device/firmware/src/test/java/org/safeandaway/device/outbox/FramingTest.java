package org.safeandaway.device.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FramingTest {
  private static final List<String> RECORDS = List.of("the first", "second", "and a third one");

  @Test
  void findsWhatWasFramed() {
    Framing.Found found = Framing.find(framed(), 0);

    assertThat(texts(found)).isEqualTo(RECORDS);
    assertThat(found.damagedBytes()).isZero();
  }

  @Test
  void dropsATornTailAtEveryByte() {
    byte[] whole = framed();
    int lastBegins = whole.length - Framing.HEADER_BYTES - RECORDS.get(2).length();
    for (int cut = lastBegins; cut < whole.length; cut++) {
      Framing.Found found = Framing.find(Arrays.copyOf(whole, cut), 0);

      assertThat(texts(found)).as("cut at %d", cut).isEqualTo(RECORDS.subList(0, 2));
      assertThat(found.damagedBytes()).as("cut at %d", cut).isEqualTo(cut - lastBegins);
    }
  }

  @Test
  void losesNoMoreThanTheRecordInWhichABitFlipped() {
    byte[] whole = framed();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));

      String lost = recordAt(bit / 8);
      List<String> expected = RECORDS.stream().filter(record -> !record.equals(lost)).toList();
      assertThat(texts(Framing.find(flipped, 0))).as("bit %d", bit).isEqualTo(expected);
    }
  }

  @Test
  void findsWhatWasAppendedBehindATornTail() {
    byte[] torn = Arrays.copyOf(framed(), framed().length - 3);
    byte[] later = Framing.frame(bytes("later")).array();
    ByteBuffer both = ByteBuffer.allocate(torn.length + later.length).put(torn).put(later);

    assertThat(texts(Framing.find(both.array(), 0)))
        .containsExactly("the first", "second", "later");
  }

  @Test
  void readsAFileOfZeroesAsEmpty() {
    assertThat(Framing.find(new byte[5000], 0).payloads()).isEmpty();
  }

  @Test
  void refusesToFrameNothingAndTooMuch() {
    assertThatThrownBy(() -> Framing.frame(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Framing.frame(new byte[Framing.MAX_PAYLOAD_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void neverThrowsAndNeverInventsARecord(@ForAll @Size(max = 2000) byte[] noise) {
    Framing.Found found = Framing.find(noise, 0);

    int inRecords = found.payloads().stream().mapToInt(p -> p.length + Framing.HEADER_BYTES).sum();
    assertThat(inRecords + found.damagedBytes()).isEqualTo(noise.length);
  }

  private static String recordAt(int offset) {
    int end = 0;
    for (String record : RECORDS) {
      end += Framing.HEADER_BYTES + record.length();
      if (offset < end) {
        return record;
      }
    }
    throw new IllegalArgumentException("beyond the records: " + offset);
  }

  private static byte[] framed() {
    ByteBuffer all = ByteBuffer.allocate(1000);
    RECORDS.forEach(record -> all.put(Framing.frame(bytes(record))));
    return Arrays.copyOf(all.array(), all.position());
  }

  private static List<String> texts(Framing.Found found) {
    return found.payloads().stream().map(p -> new String(p, StandardCharsets.UTF_8)).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
