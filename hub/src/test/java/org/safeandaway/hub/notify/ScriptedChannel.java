package org.safeandaway.hub.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.safeandaway.hub.policy.ChannelKind;

/** A channel that keeps what it is given, and answers what it is told to. */
class ScriptedChannel implements Channel {
  /** What becomes of an attempt. */
  interface Answer {
    Outcome to(Notice notice) throws InterruptedException;
  }

  static final Answer TAKES = notice -> new Outcome.Accepted("ref-" + notice.id());
  static final Answer REFUSES = notice -> new Outcome.Failed("no such number", true);
  static final Answer BREAKS =
      notice -> {
        throw new IllegalStateException("a fault, on purpose");
      };

  /** Until the hub is stopped. */
  static final Answer HANGS =
      notice -> {
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts down");
      };

  private final List<Notice> tried = new CopyOnWriteArrayList<>();
  private final String name;
  private final ChannelKind kind;
  private volatile Answer answer;

  ScriptedChannel(String name, ChannelKind kind, Answer answer) {
    this.name = name;
    this.kind = kind;
    this.answer = answer;
  }

  void from(Answer now) {
    answer = now;
  }

  /** Every attempt, in their order. */
  List<Notice> tried() {
    return tried;
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    tried.add(notice);
    return answer.to(notice);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return name;
  }

  @Override
  public ChannelKind kind() {
    return kind;
  }

  @Override
  public String about() {
    return "for tests";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  /** One by which people answer. */
  static final class Answerable extends ScriptedChannel implements Answered {
    Answerable(String name, ChannelKind kind, Answer answer) {
      super(name, kind, answer);
    }

    @Override
    public List<Reply> replies(Duration back) {
      return List.of();
    }
  }

  /** One whose provider can be asked what became of what it took. */
  static final class Followed extends ScriptedChannel implements Tracked {
    private volatile Delivery delivery;

    Followed(String name, ChannelKind kind, Delivery delivery) {
      super(name, kind, TAKES);
      this.delivery = delivery;
    }

    void becomes(Delivery now) {
      delivery = now;
    }

    @Override
    public Delivery look(String reference) {
      return delivery;
    }
  }
}
