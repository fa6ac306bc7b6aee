package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.jdbc.DataSourceResolver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.desk.stored.PolicyCodec;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.policy.ResponsePlans;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/**
 * Messages from the alarm to the provider and back to the ladder, on a real database and desk. The
 * plan of a panic here is: Anne by SMS, and after an hour Olga by e-mail. So whatever reaches Olga
 * does because the ladder climbed.
 */
class MessengerTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final PostgresUnderTest store =
      new PostgresUnderTest(EnumSet.of(ChannelKind.SMS, ChannelKind.EMAIL));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private final List<Channel> channels = new CopyOnWriteArrayList<>();
  private final List<String> noted = new CopyOnWriteArrayList<>();
  private final List<Messenger> messengers = new ArrayList<>();
  private final ScriptedChannel email =
      new ScriptedChannel("email", ChannelKind.EMAIL, ScriptedChannel.TAKES);
  private Counter counter;
  private DeskLoop loop;
  private WatchId visit;

  @BeforeEach
  void begin() {
    counter = new Counter(store);
    store
        .database()
        .run(
            "update person set mobile = '+447700900123', email = id || '@school.example',"
                + " roles = case id when 'anne' then '{authoriser}'::text[] when 'olga'"
                + " then '{office}'::text[] else '{visitor}'::text[] end");
    plan(Recipients.people("anne"));
    visit = counter.visit("v1", Counter.W1);
    loop =
        new DeskLoop(
            counter.desk(), result -> messengers.forEach(each -> each.committed(result)), meters);
    loop.start();
    channels.add(email);
  }

  @AfterEach
  void end() {
    messengers.forEach(Messenger::close);
    loop.close();
    store.close();
  }

  private void plan(Recipients first) {
    ResponsePlan plan =
        new ResponsePlan(
            List.of(
                step(Action.TELL_SENIOR, first, ChannelKind.SMS),
                step(Action.CALL_POLICE, Recipients.people("olga"), ChannelKind.EMAIL)),
            AN_HOUR,
            AN_HOUR);
    Policy policy = Policy.standard().with(ResponsePlans.standard().with(AlarmKind.PANIC, plan));
    store
        .database()
        .run(
            "insert into policy (version, rules, saved_at)"
                + " select max(version) + 1, ?::jsonb, now() from policy",
            PolicyCodec.encode(policy));
  }

  private static ResponsePlan.Step step(Action action, Recipients who, ChannelKind channel) {
    return new ResponsePlan.Step(
        action, who, new TreeSet<>(Set.of(channel)), AN_HOUR, "Ask for room 4.");
  }

  private ScriptedChannel sms(String name, ScriptedChannel.Answer answer) {
    ScriptedChannel channel = new ScriptedChannel.Answerable(name, ChannelKind.SMS, answer);
    channels.add(channel);
    return channel;
  }

  private Outbox outbox() {
    return new Outbox(new Database(store.database().dataSource(), DataSourceResolver.DEFAULT));
  }

  private Messenger messenger(String hub, DeskDoor desk) {
    Messenger messenger =
        new Messenger(
            outbox(),
            new Listed(channels, noted, () -> row("state")),
            new Wording(
                "Quillford School",
                ZoneId.of("Europe/London"),
                URI.create("https://safe.school.example")),
            new Backoff(() -> 0.5),
            desk,
            () -> counter.now().plus(later.get()),
            hub,
            meters);
    messengers.add(messenger);
    messenger.start();
    return messenger;
  }

  private void panic() {
    loop.lay(counter.event(Counter.W1, 1, EventKind.PANIC, "v1")).orElseThrow().join();
  }

  private Alarm alarm() {
    return counter.alarms(visit).getFirst();
  }

  /** The time of the step that goes on is over; a watch that is busy just then is tried again. */
  private void nobodyTakesItInTime(WatchId watch) {
    store
        .database()
        .run(
            "update deadline set promised_at = now() - interval '1 s',"
                + " due_at = now() - interval '1 s' where kind = 'ALARM_STEP' and state = 'OPEN'");
    Instant since = counter.alarms(watch).getFirst().response().since();
    await()
        .until(
            () -> {
              counter.fireDue();
              return counter.alarms(watch).getFirst().response().since().isAfter(since);
            });
  }

  private String row(String column) {
    return store.database().value("select " + column + " from outbox order by id limit 1");
  }

  private void becomes(String state) {
    await().untilAsserted(() -> assertThat(row("state")).isEqualTo(state));
  }

  private void climbs() {
    await().until(() -> !email.tried().isEmpty());
    assertThat(alarm().response().step()).isEqualTo(1);
    assertThat(Objects.requireNonNull(email.tried().getFirst().recipient()).person())
        .isEqualTo("olga");
  }

  /** Those that are set up, and what was noted of them. */
  private record Listed(List<Channel> all, List<String> noted, Supplier<String> row)
      implements Providers {
    @Override
    public List<Channel> of(ChannelKind kind) {
      return all.stream().filter(each -> each.kind() == kind).toList();
    }

    @Override
    public Optional<Channel.Tracked> tracked(String name) {
      return all.stream()
          .filter(each -> each.name().equals(name) && each instanceof Channel.Tracked)
          .map(Channel.Tracked.class::cast)
          .findFirst();
    }

    @Override
    public void noted(Channel channel, Channel.Outcome outcome, Instant at) {
      String of = outcome instanceof Channel.Outcome.Accepted ? " of a " + row.get() + " one" : "";
      noted.add(channel.name() + " " + outcome.getClass().getSimpleName() + of);
    }

    @Override
    public void noted(Channel channel, Channel.Delivery delivery, Instant at) {
      if (delivery instanceof Channel.Delivery.Failed failed) {
        noted.add(channel.name() + " has not delivered: " + failed.why());
      }
    }
  }

  @Test
  @Tag("ESC-1")
  void sendsWhatARaisedAlarmTells() {
    ScriptedChannel sms = sms("sms", ScriptedChannel.TAKES);
    messenger("a", loop);
    panic();
    becomes("SENT");

    Notice notice = sms.tried().getFirst();
    assertThat(Objects.requireNonNull(notice.recipient()).person()).isEqualTo("anne");
    assertThat(notice.text())
        .contains("wendy pressed panic")
        .contains("Ask for room 4.")
        .contains("reply " + row("code"))
        .contains("https://safe.school.example/alarms/" + alarm().id());
    assertThat(row("provider || ' ' || reference || ' ' || (sent_at >= made_at)"))
        .isEqualTo("sms ref-" + notice.id() + " true");
    // Its channel is noted after its row: a hub that dies in between sends nothing twice.
    await().untilAsserted(() -> assertThat(noted).containsExactly("sms Accepted of a SENT one"));
    await().until(() -> meters.timer("safeandaway.notices.latency", "channel", "sms").count() == 1);
    assertThat(email.tried()).isEmpty();
  }

  @Test
  @Tag("ESC-2")
  void waitsAsLongAsTheProviderAsks() {
    Duration asked = Duration.ofSeconds(20);
    ScriptedChannel sms = sms("sms", it -> new Channel.Outcome.TryLater(asked, "answered 429"));
    messenger("a", loop);
    panic();
    await().until(() -> row("why").equals("answered 429"));

    assertThat(row("next_at >= made_at + interval '20 s'")).isEqualTo("t");
    assertThat(sms.tried()).hasSize(1);
    sms.from(ScriptedChannel.TAKES);
    later.set(Duration.ofSeconds(25));
    becomes("SENT");
    assertThat(sms.tried()).extracting(Notice::id).hasSize(2).containsOnly(sms.tried().get(0).id());
    assertThat(row("attempts")).isEqualTo("2");
  }

  @Test
  @Tag("ESC-2")
  void climbsWhenAProviderAsksForMoreThanItIsWorth() {
    sms("sms", it -> new Channel.Outcome.TryLater(Duration.ofMinutes(5), "answered 503"));
    messenger("a", loop);
    panic();

    climbs();
  }

  @Test
  void isNotSentOnceSomebodyHasTheAlarm() {
    ScriptedChannel sms =
        sms("sms", it -> new Channel.Outcome.TryLater(Duration.ofSeconds(20), "answered 429"));
    messenger("a", loop);
    panic();
    await().until(() -> row("why").equals("answered 429"));
    counter.office(visit, new WatchInput.Acknowledge(alarm().id(), Counter.OLGA));
    later.set(Duration.ofSeconds(25));

    becomes("DROPPED");
    assertThat(sms.tried()).hasSize(1);
    assertThat(rows()).as("who was told nothing need not be stood down").hasSize(1);
  }

  private List<String> rows() {
    return store.database().column("select step || ' ' || state from outbox order by id");
  }

  private void olgaTakesIt() {
    counter.office(visit, new WatchInput.Acknowledge(alarm().id(), Counter.OLGA));
  }

  @Test
  @Tag("ESC-2")
  void tellsWhoeverWasToldOnceThatANamedPersonHasIt() {
    ScriptedChannel sms = sms("sms", ScriptedChannel.TAKES);
    messenger("a", loop);
    messenger("b", loop);
    panic();
    becomes("SENT");
    olgaTakesIt();
    await().untilAsserted(() -> assertThat(rows()).containsExactly("0 SENT", "-2 SENT"));
    AlarmId alarm = alarm().id();
    counter.office(
        visit, new WatchInput.Resolve(alarm, Counter.OLGA, Alarm.Reason.FALSE_ALARM, "Rang her."));

    assertThat(rows()).as("she who knows who has it need not hear of the end").hasSize(2);
    assertThat(sms.tried()).hasSize(2);
    Notice notice = sms.tried().getLast();
    assertThat(Objects.requireNonNull(notice.recipient()).person()).isEqualTo("anne");
    assertThat(notice.text())
        .startsWith("olga has taken the alarm about wendy (panic, ")
        .endsWith("). You need do nothing about it.");
    assertThat(notice.news()).isEqualTo(Notice.News.TAKEN);
    assertThat(notice.code()).isNull();
    assertThat(notice.link()).isNull();
    assertThat(email.tried()).isEmpty();
  }

  @Test
  @Tag("ESC-2")
  void saysThatSomebodyHasItOnlyAfterWhatIsOnItsWay() {
    CountDownLatch answered = new CountDownLatch(1);
    ScriptedChannel sms =
        sms(
            "sms",
            notice -> {
              answered.await();
              return ScriptedChannel.TAKES.to(notice);
            });
    messenger("a", loop);
    panic();
    await().until(() -> !sms.tried().isEmpty());
    olgaTakesIt();

    assertThat(outbox().lease("b", counter.now(), EnumSet.of(ChannelKind.SMS), 9)).isEmpty();
    assertThat(rows()).containsExactly("0 QUEUED", "-2 QUEUED");

    answered.countDown();
    await().untilAsserted(() -> assertThat(rows()).containsExactly("0 SENT", "-2 SENT"));
    assertThat(sms.tried())
        .extracting(Notice::news)
        .containsExactly(Notice.News.ALARM, Notice.News.TAKEN);
  }

  @Test
  @Tag("ESC-2")
  void nothingClimbsWhenThatCannotBeSaid() {
    ScriptedChannel sms = sms("sms", ScriptedChannel.TAKES);
    messenger("a", loop);
    panic();
    becomes("SENT");
    sms.from(it -> new Channel.Outcome.TryLater(Duration.ofSeconds(20), "answered 429"));
    olgaTakesIt();
    await().until(() -> sms.tried().size() == 2);
    Alarm before = alarm();
    assertThat(store.database().value("select reported from outbox where step = -2"))
        .as("the ladder has nothing to be told of")
        .isEqualTo("t");

    sms.from(ScriptedChannel.REFUSES);
    later.set(Duration.ofSeconds(25));

    await().untilAsserted(() -> assertThat(rows()).containsExactly("0 SENT", "-2 FAILED"));
    assertThat(noted).contains("sms TryLater", "sms Failed");
    assertThat(outbox().unreported(9)).isEmpty();
    assertThat(alarm()).isEqualTo(before);
  }

  @Test
  @Tag("ESC-2")
  void doesNotSayThatSomebodyHasItWhenNobodyHasItAnyMore() {
    ScriptedChannel sms = sms("sms", ScriptedChannel.TAKES);
    messenger("a", loop);
    panic();
    becomes("SENT");
    sms.from(it -> new Channel.Outcome.TryLater(Duration.ofSeconds(20), "answered 429"));
    olgaTakesIt();
    await().until(() -> sms.tried().size() == 2);

    store.database().run("update alarm set owner = null, owned_at = null");
    sms.from(ScriptedChannel.TAKES);
    later.set(Duration.ofSeconds(25));

    await().untilAsserted(() -> assertThat(rows()).containsExactly("0 SENT", "-2 DROPPED"));
    assertThat(sms.tried()).hasSize(2);
  }

  @Test
  @Tag("ESC-2")
  void goesToTheNextProviderWhenOneRefuses() {
    ScriptedChannel first = sms("first", ScriptedChannel.REFUSES);
    ScriptedChannel second = sms("second", ScriptedChannel.TAKES);
    messenger("a", loop);
    panic();
    becomes("SENT");

    assertThat(row("provider")).isEqualTo("second");
    assertThat(first.tried()).hasSize(1);
    assertThat(second.tried()).hasSize(1);
    assertThat(alarm().response().step()).isZero();
  }

  @Test
  @Tag("ESC-3")
  void asksNobodyToReplyWhereNobodyReadsIt() {
    ScriptedChannel read = sms("read", ScriptedChannel.REFUSES);
    ScriptedChannel unread = new ScriptedChannel("unread", ChannelKind.SMS, ScriptedChannel.TAKES);
    channels.add(unread);
    messenger("a", loop);
    panic();
    becomes("SENT");

    assertThat(read.tried().getFirst().text()).contains("reply " + row("code"));
    Notice notice = unread.tried().getFirst();
    assertThat(notice.code()).isNull();
    assertThat(notice.text())
        .endsWith("Open https://safe.school.example/alarms/" + alarm().id() + " to take it.")
        .doesNotContain("reply", row("code"));
  }

  @Test
  @Tag("ESC-2")
  void climbsAtOnceWhenEveryProviderRefusesOrBreaks() {
    sms("first", ScriptedChannel.REFUSES);
    sms("second", ScriptedChannel.BREAKS);
    messenger("a", loop);
    panic();

    climbs();
    assertThat(row("state || ' ' || why"))
        .isEqualTo("FAILED a fault of the hub: IllegalStateException");
  }

  @Test
  @Tag("ESC-2")
  void isSentByAnotherHubWhenOneDiesWithItInHand() {
    ScriptedChannel sms = sms("sms", ScriptedChannel.HANGS);
    Messenger dying = messenger("a", loop);
    panic();
    await().until(() -> !sms.tried().isEmpty());
    dying.close();
    assertThat(row("state || ' ' || leased_by")).isEqualTo("QUEUED a");

    sms.from(ScriptedChannel.TAKES);
    messenger("b", loop);
    later.set(Outbox.LEASE.plusSeconds(1));
    becomes("SENT");
    assertThat(sms.tried()).extracting(Notice::id).hasSize(2).containsOnly(sms.tried().get(0).id());
  }

  /** The person was told: nothing climbs early, and they hear of it when somebody has the alarm. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("ESC-2")
  void aHubThatStoodStillDoesNotSpoilWhatAnotherHasSent(boolean withASecondProvider) {
    CountDownLatch goesOn = new CountDownLatch(1);
    ScriptedChannel sms =
        sms(
            "sms",
            notice -> {
              goesOn.await();
              return ScriptedChannel.REFUSES.to(notice);
            });
    ScriptedChannel second = new ScriptedChannel("second", ChannelKind.SMS, ScriptedChannel.TAKES);
    if (withASecondProvider) {
      channels.add(second);
    }
    messenger("a", loop);
    panic();
    await().until(() -> !sms.tried().isEmpty());
    sms.from(ScriptedChannel.TAKES);
    later.set(Outbox.LEASE.plusSeconds(1));
    messenger("b", loop);
    becomes("SENT");

    goesOn.countDown();
    await().until(() -> meters.counter("safeandaway.notices.lost").count() == 1);
    assertThat(row("state || ' ' || provider")).isEqualTo("SENT sms");
    assertThat(second.tried()).isEmpty();
    assertThat(alarm().response().step()).isZero();
  }

  @Test
  @Tag("ESC-2")
  void tellsTheLadderAfterARestartWhatItCouldNotTellBefore() {
    sms("sms", ScriptedChannel.REFUSES);
    Messenger mute = messenger("a", input -> Optional.empty());
    panic();
    becomes("FAILED");
    mute.close();
    assertThat(row("reported")).isEqualTo("f");
    assertThat(alarm().response().step()).isZero();

    messenger("a", loop);
    climbs();
    await().untilAsserted(() -> assertThat(row("reported")).isEqualTo("t"));
  }

  @Test
  @Tag("ESC-2")
  @Tag("ESC-3")
  void climbsWhenTheProviderSaysLaterThatItReachedNobody() {
    ScriptedChannel.Followed sms =
        new ScriptedChannel.Followed("sms", ChannelKind.SMS, new Channel.Delivery.Pending());
    channels.add(sms);
    messenger("a", loop);
    panic();
    becomes("SENT");
    assertThat(alarm().response().step()).isZero();

    sms.becomes(new Channel.Delivery.Failed("voicemail"));
    later.set(Messenger.LOOK_EVERY.multipliedBy(2));
    climbs();
    assertThat(row("state || ' ' || why")).isEqualTo("FAILED voicemail");
    await().untilAsserted(() -> assertThat(noted).contains("sms has not delivered: voicemail"));
  }

  @Test
  @Tag("ESC-2")
  void climbsToTheEndAndAgainWhileNobodyCanBeReached() {
    channels.clear();
    messenger("a", loop);
    panic();
    await().until(() -> alarm().response().waiting().isEmpty());
    assertThat(alarm().response().step()).isEqualTo(1);
    assertThat(alarm().response().round()).as("everybody is told at once").isEqualTo(2);

    nobodyTakesItInTime(visit);
    assertThat(alarm().response().round()).isEqualTo(3);
    assertThat(store.database().column("select distinct round from outbox order by round"))
        .containsExactly("1", "2", "3");
    assertThat(alarm().isOpen()).isTrue();
  }

  @Test
  @Tag("ESC-2")
  void aProviderThatHangsHoldsUpNothingButItsOwn() {
    ScriptedChannel sms = sms("sms", ScriptedChannel.HANGS);
    store
        .database()
        .run(
            "insert into person (id, name, roles, mobile, made_at) select 'p' || n, 'P', '{office}',"
                + " '+447700900123', now() from generate_series(1, 300) n");
    plan(Recipients.roles("office"));
    WatchId other = counter.visit("v3", Counter.W2);
    messenger("a", loop);
    loop.lay(counter.event(Counter.W2, 1, EventKind.PANIC, "v3")).orElseThrow().join();
    await().until(() -> sms.tried().size() >= 64);
    nobodyTakesItInTime(other);

    await().until(() -> !email.tried().isEmpty());
    assertThat(sms.tried().size()).isLessThan(300);
  }
}
