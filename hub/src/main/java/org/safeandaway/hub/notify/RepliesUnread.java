package org.safeandaway.hub.notify;

/** A provider did not tell what people have answered. They may have; it is asked again. */
public final class RepliesUnread extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why technical, without secrets and personal data
   */
  public RepliesUnread(String why) {
    super(why, null, false, false);
  }
}
