package org.safeandaway.hub.security;

/** A request that changes something, and may not come from a page of ours. */
public final class Forged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How that shows. */
  public enum Why {
    /** The browser says that another site's page sent it. */
    FOREIGN(
        "This came from another website, so the hub did nothing. Open Safe & Away itself and do it"
            + " there."),
    /** It has no token, or that of another session. */
    NO_TOKEN(
        "This page was out of date, so the hub did nothing. Go back, reload the page and do it"
            + " again. (A script sends the page's token in the header "
            + Csrf.HEADER
            + ".)");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  Forged(Why why) {
    super(why.words, null, false, false);
  }

  /** What to do, as a sentence. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
