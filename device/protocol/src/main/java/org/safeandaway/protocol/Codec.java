package org.safeandaway.protocol;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;

/**
 * Messages to bytes and back: JSON in UTF-8, at most {@link Message#MAX_BYTES}. A codec has no
 * state; one for each type of message is all there is. Reading is generous with form (unknown
 * fields, a missing comma, what follows the object) and strict with values, since a panic in
 * slightly broken JSON is still a panic, while a nonsensical value would fail later and worse.
 *
 * @param <M> the type of message
 */
public final class Codec<M extends Message> {
  private static final Jsonb JSON =
      Jsonb.builder()
          .failOnUnknown(false)
          .add(Integer.class, new ExactInt().nullSafe())
          .add(int.class, new ExactInt().nullSafe())
          .add(EventKind.class, new EnumOrUnknown<>(EventKind.class, EventKind.UNKNOWN))
          .add(Phase.class, new EnumOrUnknown<>(Phase.class, Phase.UNKNOWN))
          .add(Outcome.class, new EnumOrUnknown<>(Outcome.class, Outcome.UNKNOWN))
          .add(DeadlineKind.class, new EnumOrUnknown<>(DeadlineKind.class, DeadlineKind.UNKNOWN))
          .add(AlarmKind.class, new EnumOrUnknown<>(AlarmKind.class, AlarmKind.UNKNOWN))
          .build();

  public static final Codec<Message.Event> EVENT = new Codec<>(Message.Event.class);
  public static final Codec<Message.State> STATE = new Codec<>(Message.State.class);
  public static final Codec<Message.Link> LINK = new Codec<>(Message.Link.class);
  public static final Codec<Message.Receipt> RECEIPT = new Codec<>(Message.Receipt.class);
  public static final Codec<Message.Visit> VISIT = new Codec<>(Message.Visit.class);
  public static final Codec<Message.Pulse> PULSE = new Codec<>(Message.Pulse.class);
  public static final Codec<Message.Marker> MARKER = new Codec<>(Message.Marker.class);

  private final Class<M> type;
  private final JsonType<M> json;

  private Codec(Class<M> type) {
    this.type = type;
    this.json = JSON.type(type);
  }

  /**
   * Writes a message.
   *
   * @throws IllegalStateException if it does not fit {@link Message#MAX_BYTES}: no message of ours
   *     can be that long, so it is a bug of the sender
   */
  public byte[] encode(M message) {
    byte[] bytes = json.toJsonBytes(message);
    if (bytes.length > Message.MAX_BYTES) {
      throw new IllegalStateException(
          type.getSimpleName()
              + " of "
              + bytes.length
              + " bytes; the limit is "
              + Message.MAX_BYTES);
    }
    return bytes;
  }

  /**
   * Reads a message.
   *
   * @throws UnreadableMessage for every input that is not one; nothing else is thrown
   */
  public M decode(byte[] bytes) throws UnreadableMessage {
    if (bytes.length > Message.MAX_BYTES) {
      throw new UnreadableMessage(
          UnreadableMessage.Cause.TOO_LARGE,
          bytes.length + " bytes; the limit is " + Message.MAX_BYTES);
    }
    try {
      M message = json.fromJson(text(bytes));
      if (message == null) {
        throw malformed("null");
      }
      return message;
    } catch (JsonException
        | CharacterCodingException
        | DateTimeException
        | IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw new UnreadableMessage(
          UnreadableMessage.Cause.MALFORMED, type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  private UnreadableMessage malformed(String what) {
    return new UnreadableMessage(
        UnreadableMessage.Cause.MALFORMED, type.getSimpleName() + ": " + what);
  }
}
