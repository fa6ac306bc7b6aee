package org.safeandaway.device.outbox;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How records lie in a file: length (4 bytes), CRC32C of length and payload (4 bytes), payload.
 *
 * <p>Reading never fails; it finds what is whole. Where no whole record begins, the reader moves on
 * by one byte and looks again. So a torn tail is dropped, and a record whose bits have rotted costs
 * itself and not the unsent panic behind it. That a false record is found that way is as unlikely
 * as its checksum: about one in four thousand million for each byte of damage.
 */
final class Framing {
  static final int HEADER_BYTES = 8;

  /** Far above any event of ours (about 120 bytes); what is longer is damage, not a record. */
  static final int MAX_PAYLOAD_BYTES = 4096;

  private Framing() {}

  /**
   * What was found in a file.
   *
   * @param payloads the whole records, in order
   * @param damagedBytes how many bytes belong to no whole record
   */
  record Found(List<byte[]> payloads, int damagedBytes) {
    Found {
      payloads = List.copyOf(payloads);
    }
  }

  static ByteBuffer frame(byte[] payload) {
    if (payload.length == 0 || payload.length > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a record has 1 to " + MAX_PAYLOAD_BYTES + " bytes, not " + payload.length);
    }
    ByteBuffer framed = ByteBuffer.allocate(HEADER_BYTES + payload.length);
    framed.putInt(payload.length).putInt(checksum(payload, 0, payload.length)).put(payload);
    return framed.flip();
  }

  static Found find(byte[] bytes, int from) {
    List<byte[]> payloads = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int damaged = 0;
    int at = from;
    while (at < bytes.length) {
      int length = wholeRecordAt(buffer, at);
      if (length == 0) {
        damaged++;
        at++;
      } else {
        byte[] payload = new byte[length];
        buffer.get(at + HEADER_BYTES, payload);
        payloads.add(payload);
        at += HEADER_BYTES + length;
      }
    }
    return new Found(payloads, damaged);
  }

  /** The payload's length of the whole record that begins at {@code at}; 0 if none does. */
  private static int wholeRecordAt(ByteBuffer buffer, int at) {
    if (at + HEADER_BYTES > buffer.capacity()) {
      return 0;
    }
    int length = buffer.getInt(at);
    if (length < 1
        || length > MAX_PAYLOAD_BYTES
        || at + HEADER_BYTES + length > buffer.capacity()) {
      return 0;
    }
    boolean whole = buffer.getInt(at + 4) == checksum(buffer.array(), at + HEADER_BYTES, length);
    return whole ? length : 0;
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
