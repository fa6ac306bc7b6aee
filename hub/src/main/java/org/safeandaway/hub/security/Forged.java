package org.safeandaway.hub.security;

/** A request that changes something, and may not come from a page of ours. */
public final class Forged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How that shows. */
  public enum Why {
    /** The browser says that another site's page sent it. */
    FOREIGN(
        "This came from another website, so the hub did nothing. Open Safe & Away itself and do it"
            + " there.",
        ""),
    /** It has no token, or that of another session. */
    NO_TOKEN(
        "This page was out of date, so the hub did nothing. Go back, reload the page and do it"
            + " again.",
        " (A script sends the page's token in the header " + Csrf.HEADER + ".)");

    private final String words;
    private final String forScripts;

    Why(String words, String forScripts) {
      this.words = words;
      this.forScripts = forScripts;
    }
  }

  private final Why why;

  Forged(Why why) {
    super(why.words, null, false, false);
    this.why = why;
  }

  public String wordsForPeople() {
    return why.words;
  }

  /** What to do, as a sentence. */
  public String words() {
    return why.words + why.forScripts;
  }
}
