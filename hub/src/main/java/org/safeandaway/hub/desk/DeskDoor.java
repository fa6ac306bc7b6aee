package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.safeandaway.hub.watch.Answer;

/** Where inputs are laid on the desk. */
public interface DeskDoor {

  /**
   * Lays an input on the desk.
   *
   * @return completes after the commit that made it count, or not at all; empty if there is no room
   */
  Optional<CompletableFuture<Committed>> lay(DeskInput input);

  /**
   * What the desk says of an input, once that is committed.
   *
   * @param hubTime of the transaction
   */
  record Committed(Answer answer, Instant hubTime) {}
}
