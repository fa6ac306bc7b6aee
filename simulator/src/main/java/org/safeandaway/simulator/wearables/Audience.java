package org.safeandaway.simulator.wearables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.WearableId;

/**
 * Whoever watches the wearables, and what they are told. A wearable tells what happens to it and
 * waits for nobody: each seat has a queue of its own, and one that does not keep up loses its seat,
 * which its page sees and mends by coming again.
 */
final class Audience {
  /** Far more pages than anybody looks at. */
  static final int SEATS = 32;

  /** A buzzer that never rests makes about twenty changes a second; this is most of a minute. */
  static final int LONGEST_QUEUE = 1_000;

  /** Something that happened at a wearable. */
  sealed interface News {
    WearableId wearable();
  }

  /** Look at it again: something that its view shows is different. */
  record Changed(WearableId wearable) implements News {}

  /**
   * An output changed. Every one is told, since a tick of the buzzer is over in 30 ms.
   *
   * @param part as {@link org.safeandaway.device.board.Board} names it
   * @param atMs by a clock that only goes forward, to tell how long it lasts
   */
  record Output(WearableId wearable, String part, boolean on, long atMs) implements News {}

  private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

  /** Tells everybody, at once. */
  void tell(News news) {
    seats.forEach(seat -> seat.offer(news));
  }

  /** Takes a seat; empty if there is none left. */
  synchronized Optional<Seat> join() {
    if (seats.size() >= SEATS) {
      return Optional.empty();
    }
    Seat seat = new Seat();
    seats.add(seat);
    return Optional.of(seat);
  }

  /** One who listens. */
  final class Seat implements AutoCloseable {
    private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private volatile boolean lost;

    private void offer(News news) {
      lost |= !queue.offer(news);
    }

    /** Whether news was lost since nobody took it. */
    boolean hasLostNews() {
      return lost;
    }

    /** All that is there, oldest first; waits for the first of it, and is empty if none came. */
    List<News> await(long seconds) throws InterruptedException {
      List<News> all = new ArrayList<>();
      @Nullable News first = queue.poll(seconds, TimeUnit.SECONDS);
      if (first != null) {
        all.add(first);
        queue.drainTo(all);
      }
      return all;
    }

    @Override
    public void close() {
      seats.remove(this);
    }
  }
}
