package org.safeandaway.protocol;

/**
 * The one exception that decoding throws, whatever the bytes. It is checked, so that no reader can
 * forget that the other side of a broker may send anything.
 */
public final class UnreadableMessage extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why it could not be read; the label under which it is counted. */
  public enum Cause {
    /** Larger than {@link Message#MAX_BYTES}. */
    TOO_LARGE,
    /** Not UTF-8, not JSON, or not the JSON of this message. */
    MALFORMED,
    /** A version of the protocol that this reader does not know. */
    VERSION,
    /** A topic that is nobody's. */
    TOPIC
  }

  private final Cause why;

  public UnreadableMessage(Cause why, String message) {
    super(message);
    this.why = why;
  }

  public UnreadableMessage(Cause why, String message, Throwable because) {
    super(message, because);
    this.why = why;
  }

  public Cause why() {
    return why;
  }
}
