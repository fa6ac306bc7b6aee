package org.safeandaway.hub.office.forms;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The forms of a page, of which one at most has just been sent and found wrong. */
public final class Sheets {
  private final @Nullable Sheet failed;
  private final Supplier<String> keys;
  private boolean shown;

  Sheets(@Nullable Sheet failed, Supplier<String> keys) {
    this.failed = failed;
    this.keys = keys;
  }

  /** The one of this id, empty unless it is the one that failed. */
  public Sheet of(String id) {
    return of(id, Form.empty());
  }

  /**
   * @param opened what it holds unless it is the one that failed
   */
  public Sheet of(String id, Form opened) {
    if (failed == null || !failed.id().equals(id)) {
      return new Sheet(id, opened, Mistakes.none(), keys.get());
    }
    shown = true;
    return failed;
  }

  public boolean failed(String id) {
    return failed != null && failed.id().equals(id);
  }

  /**
   * The one that failed, if nobody has asked for it: the page has no such form any more, and says
   * somewhere else what was wrong with it. To be asked last.
   */
  public @Nullable Sheet left() {
    return shown ? null : failed;
  }
}
