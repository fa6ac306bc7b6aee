package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private final Outstanding outstanding = new Outstanding();
  private final List<String> done = new ArrayList<>();

  private CompletableFuture<String> laid() {
    CompletableFuture<String> commit = new CompletableFuture<>();
    outstanding.add(commit);
    return commit;
  }

  @Test
  void doesAtOnceWhatWaitsForNothing() {
    outstanding.afterAllOfNow(() -> done.add("at once"));

    assertThat(done).containsExactly("at once");
    assertThat(outstanding.oldest()).isZero();
    assertThat(outstanding.stuckFor()).isZero();
  }

  @Test
  void waitsForAllThatWasLaidBeforeAndForNothingThatCameAfter() {
    CompletableFuture<String> first = laid();
    CompletableFuture<String> second = laid();
    outstanding.afterAllOfNow(() -> done.add("after two"));
    CompletableFuture<String> third = laid();
    outstanding.afterAllOfNow(() -> done.add("after three"));

    second.complete("");
    assertThat(done).isEmpty();
    first.complete("");
    assertThat(done).containsExactly("after two");
    third.complete("");
    assertThat(done).containsExactly("after two", "after three");
    assertThat(outstanding.size()).isZero();
  }

  /** What cannot be carried out stays unacknowledged, and nobody waits for it for ever. */
  @Test
  void waitsNoLongerForWhatFailed() {
    CompletableFuture<String> first = laid();
    outstanding.afterAllOfNow(() -> done.add("over"));

    first.completeExceptionally(new IllegalStateException("on purpose"));

    assertThat(done).containsExactly("over");
  }

  @Test
  void knowsHowLongTheOldestHasWaited() {
    CompletableFuture<String> first = laid();
    laid();
    Duration both = outstanding.oldest();
    assertThat(both).isPositive();

    first.complete("");
    assertThat(outstanding.oldest()).isPositive();
    assertThat(outstanding.size()).isEqualTo(1);
  }
}
