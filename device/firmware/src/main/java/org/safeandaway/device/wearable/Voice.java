package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.WearableSettings.AttentionTimes;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;

/**
 * All that the wearer hears: answers to what hands did, and what the wearable says of its own
 * accord.
 *
 * @param selfTest that has no result yet; absent if there is none
 * @param personTold when the wearer last heard that a person has it; absent if never
 */
record Voice(
    Player player, Alerts alerts, @Nullable SelfTest selfTest, @Nullable Duration personTold) {

  /** The receipt and the notice both say that a person has it; it is one piece of news. */
  private static final Duration SAME_NEWS = Duration.ofSeconds(5);

  /** A self-test under way since {@code at}. */
  record SelfTest(EventId id, Duration at) {}

  /** What became of the voice, and what it did on the way. */
  record Act(Voice voice, List<Effect> effects) {}

  static Voice silent() {
    return new Voice(Player.silent(), Alerts.none(), null, null);
  }

  Voice withoutHubTime() {
    return new Voice(player, alerts.withoutHubTime(), selfTest, personTold);
  }

  Voice selfTest(EventId id, Duration now) {
    return new Voice(player, alerts, new SelfTest(id, now), personTold);
  }

  /** The hub has an event. */
  Voice receipt(Parcel parcel, Outcome outcome, boolean healthy) {
    if (parcel.again()) {
      return this; // The wearer heard of it when it happened.
    }
    if (parcel.event().kind() == EventKind.SELF_TEST) {
      return selfTest != null && selfTest.id().equals(parcel.event().id())
          ? selfTested(healthy)
          : this;
    }
    return ask(outcome == Outcome.COUNTED ? Sound.HUB_HAS_IT : Sound.NOT_ACCEPTED);
  }

  Voice refused() {
    return ask(Sound.NOT_ACCEPTED);
  }

  /** A person has taken an alarm that the wearer may know of. */
  Voice personHasIt(Duration now) {
    boolean told = personTold != null && now.minus(personTold).compareTo(SAME_NEWS) < 0;
    return told ? this : new Voice(player.ask(Sound.PERSON_HAS_IT), alerts, selfTest, now);
  }

  /** A panic is silent at once, or as loud as it can be. */
  Act panic(Duration now, boolean audible) {
    Player.Act hushed = player.hush(now);
    Player next = audible ? hushed.player().ask(Sound.PANIC) : hushed.player();
    return new Act(with(next), hushed.effects());
  }

  Act tick(Duration now, boolean discreet) {
    Player.Act act = player.tick(now, discreet);
    return new Act(with(act.player()), act.effects());
  }

  /**
   * 1. A self-test without an answer has failed. 2. What is wrong or due asks for its sound; what
   * is no longer wrong withdraws it. 3. The player goes on.
   */
  Act round(Alerts.View view, boolean discreet, AttentionTimes times) {
    Voice voice = Times.isDue(selfTestEnds(times), view.now()) ? selfTested(false) : this;
    Alerts.Round round = voice.alerts.round(view, times);
    Player asked = voice.player;
    if (!Times.isDue(view.undeliveredFrom(), view.now())) {
      asked = asked.withdraw(Sound.NOT_DELIVERED);
    }
    if (!Times.isDue(view.unwatchedFrom(), view.now())) {
      asked = asked.withdraw(Sound.NOT_WATCHED);
    }
    for (Sound sound : round.sounds()) {
      asked = asked.ask(sound);
    }
    Player.Act act = asked.play(view.now(), discreet, times.betweenSounds());
    return new Act(
        new Voice(act.player(), round.alerts(), voice.selfTest, personTold),
        new ArrayList<>(act.effects()));
  }

  @Nullable Duration nextAt(Alerts.View view, AttentionTimes times) {
    Duration next = Times.earlier(player.nextAt(), alerts.nextAt(view, times));
    return Times.earlier(next, selfTestEnds(times));
  }

  private @Nullable Duration selfTestEnds(AttentionTimes times) {
    return selfTest == null ? null : selfTest.at().plus(times.selfTest());
  }

  private Voice selfTested(boolean passed) {
    Sound sound = passed ? Sound.SELF_TEST_PASSED : Sound.SELF_TEST_FAILED;
    return new Voice(player.ask(sound), alerts, null, personTold);
  }

  private Voice ask(Sound sound) {
    return with(player.ask(sound));
  }

  private Voice with(Player changed) {
    return new Voice(changed, alerts, selfTest, personTold);
  }
}
