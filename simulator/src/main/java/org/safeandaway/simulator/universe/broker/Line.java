package org.safeandaway.simulator.universe.broker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One TCP connection: bytes arrive in order or not at all, and each end may believe in a connection
 * that the other has given up (half-open).
 *
 * <p>Ping packets are not sent one by one; what they would find out is worked out when silence
 * begins. Source of the times: protocol.md, keepalive 15 s.
 */
final class Line {
  /** The broker drops a client after one and a half keepalives of silence. */
  private static final Duration BROKER_PATIENCE = Duration.ofMillis(22_500);

  /** The last packet before the silence came up to one keepalive earlier. */
  private static final Duration KEEPALIVE = Duration.ofSeconds(15);

  /** Paho notices a frozen broker after this long. */
  private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(26);

  private final Route route;
  private final End client = new End();
  private final End broker = new End();
  private int silences;

  /** One end, and what is under way towards it. */
  private static final class End {
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private Duration lastArrival = Duration.ZERO;
    private boolean open = true;
    private Closing onClose = why -> {};
  }

  /** Told once when an end learns that the connection is gone. */
  interface Closing {
    void closed(String why);
  }

  Line(Route route) {
    this.route = route;
    route.opened(this);
  }

  void onClientClosed(Closing closing) {
    client.onClose = closing;
  }

  void onBrokerClosed(Closing closing) {
    broker.onClose = closing;
  }

  boolean isOpenAtClient() {
    return client.open;
  }

  boolean isOpenAtBroker() {
    return broker.open;
  }

  void toBroker(Runnable arrival) {
    if (client.open) {
      send(broker, arrival);
    }
  }

  void toClient(Runnable arrival) {
    if (broker.open) {
      send(client, arrival);
    }
  }

  private void send(End to, Runnable arrival) {
    to.underWay.add(arrival);
    if (!route.isCut()) {
      Duration time = route.timeline().now().plus(route.delay());
      to.lastArrival = time.compareTo(to.lastArrival) > 0 ? time : to.lastArrival;
      route.timeline().at(to.lastArrival, () -> arrive(to));
    }
  }

  /** Whatever the packet that made the time pass, the first that was sent arrives first. */
  private void arrive(End to) {
    if (to.open && !route.isCut() && !to.underWay.isEmpty()) {
      to.underWay.remove().run();
    }
  }

  void silenceBegins() {
    int silence = ++silences;
    Duration heardAgo = route.chance().between(Duration.ZERO, KEEPALIVE);
    route
        .timeline()
        .after(
            BROKER_PATIENCE.minus(heardAgo),
            () -> giveUp(broker, silence, "keepalive: nothing heard from the client"));
    route
        .timeline()
        .after(CLIENT_PATIENCE, () -> giveUp(client, silence, "keepalive: no answer to a ping"));
  }

  private void giveUp(End end, int silence, String why) {
    if (route.isCut() && silence == silences) {
      close(end, why);
    }
  }

  /** What was under way comes through; an end whose partner has gone is told so by a reset. */
  void silenceEnds() {
    if (!client.open || !broker.open) {
      Duration reset = route.delay();
      route.timeline().after(reset, () -> breakNow("the other end has gone"));
      return;
    }
    release(client);
    release(broker);
  }

  private void release(End end) {
    Duration repeated = route.delay().plus(route.chance().around(Duration.ofMillis(400)));
    route.timeline().after(repeated, () -> drain(end));
  }

  private void drain(End end) {
    for (int left = end.underWay.size(); left > 0; left--) {
      arrive(end);
    }
  }

  /** The client goes without a word: its power is cut, or its process is killed. */
  void dropAtClient(boolean brokerLearns) {
    client.open = false;
    client.underWay.clear();
    if (brokerLearns && !route.isCut()) {
      route.timeline().after(route.delay(), () -> close(broker, "reset by the client"));
    } else {
      Duration patience = BROKER_PATIENCE.minus(route.chance().between(Duration.ZERO, KEEPALIVE));
      route.timeline().after(patience, () -> close(broker, "keepalive"));
    }
    forgetIfDead();
  }

  /** The broker ends it, and the client learns that if the way is open. */
  void dropAtBroker(String why) {
    broker.open = false;
    broker.underWay.clear();
    if (!route.isCut()) {
      route.timeline().after(route.delay(), () -> close(client, why));
    }
    forgetIfDead();
  }

  void breakNow(String why) {
    close(client, why);
    close(broker, why);
  }

  private void close(End end, String why) {
    if (end.open) {
      end.open = false;
      end.underWay.clear();
      forgetIfDead();
      end.onClose.closed(why);
    }
  }

  private void forgetIfDead() {
    if (!client.open && !broker.open) {
      route.closed(this);
    }
  }
}
