package org.safeandaway.simulator.universe.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.simulator.universe.time.Chance;

/**
 * One lane to the desk in virtual time: inputs gather for 2 ms, become a transaction that takes its
 * time, and are answered after its commit. An outage means the same batch again; inputs that were
 * busy go back and run alone, with patience.
 */
final class Lane {
  /** Source: architecture.md, "a batch is what came within 2 ms". */
  private static final Duration GATHER = Duration.ofMillis(2);

  /** Source: architecture.md, "after 250 ms run alone and wait". */
  private static final Duration BUSY_PAUSE = Duration.ofMillis(250);

  private static final Duration OUTAGE_PAUSE = Duration.ofMillis(300);

  private final HubLife life;
  private final Chance chance;
  private final Work work;
  private final int most;
  private final Deque<Job> queue = new ArrayDeque<>();
  private boolean running;
  private @Nullable Duration stuckSince;

  /** How this lane hands a batch to the desk. */
  interface Work {
    DeskResult process(List<DeskInput> batch, boolean wait);
  }

  /** An input, and what to do once it is committed. */
  record Job(DeskInput input, boolean alone, Consumer<DeskResult> done) {}

  Lane(HubLife life, Chance chance, int most, Work work) {
    this.life = life;
    this.chance = chance;
    this.most = Math.min(most, Desk.MAX_INPUTS);
    this.work = work;
  }

  void lay(DeskInput input, Consumer<DeskResult> done) {
    queue.add(new Job(input, false, done));
    wake();
  }

  /** Since when a batch has been tried in vain; absent if all is well. */
  @Nullable Duration stuckSince() {
    return stuckSince;
  }

  private void wake() {
    if (!running && !queue.isEmpty()) {
      running = true;
      life.after(GATHER, () -> begin(take()));
    }
  }

  private List<Job> take() {
    List<Job> batch = new ArrayList<>();
    while (!queue.isEmpty() && batch.size() < most) {
      if (queue.peek().alone() && !batch.isEmpty()) {
        break;
      }
      Job job = queue.remove();
      batch.add(job);
      if (job.alone()) {
        break;
      }
    }
    return batch;
  }

  private void begin(List<Job> batch) {
    life.after(transactionTime(), () -> transact(batch));
  }

  private Duration transactionTime() {
    return Duration.ofMillis(1).plus(chance.around(Duration.ofMillis(4)));
  }

  private void transact(List<Job> batch) {
    boolean alone = batch.getFirst().alone();
    DeskResult result;
    try {
      result = work.process(batch.stream().map(Job::input).toList(), alone);
    } catch (DeskStore.Outage outage) {
      stuckSince = stuckSince == null ? life.timeline().now() : stuckSince;
      life.after(OUTAGE_PAUSE, () -> begin(batch));
      return;
    }
    stuckSince = null;
    life.after(transactionTime(), () -> finish(batch, result));
  }

  private void finish(List<Job> batch, DeskResult result) {
    Set<InputId> busy = new HashSet<>();
    result.busy().forEach(input -> busy.add(input.id()));
    for (Job job : batch) {
      if (busy.contains(job.input().id())) {
        life.after(BUSY_PAUSE, () -> again(job));
      } else {
        job.done().accept(result);
      }
    }
    life.committed(result);
    running = false;
    wake();
  }

  private void again(Job job) {
    queue.add(new Job(job.input(), true, job.done()));
    wake();
  }
}
