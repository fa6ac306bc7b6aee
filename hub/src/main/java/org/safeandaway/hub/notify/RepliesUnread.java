package org.safeandaway.hub.notify;

import java.util.List;

/**
 * A provider did not tell what people have answered, or not all of it. They may have; it is asked
 * again.
 */
public final class RepliesUnread extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Channel.Reply> read;

  /**
   * @param why technical, without secrets and personal data
   * @param read what it did tell, the oldest first
   */
  public RepliesUnread(String why, List<Channel.Reply> read) {
    super(why, null, false, false);
    this.read = List.copyOf(read);
  }

  public List<Channel.Reply> read() {
    return read;
  }

  /** Why, for the page of the channels. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
