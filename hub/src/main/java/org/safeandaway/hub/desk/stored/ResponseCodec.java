package org.safeandaway.hub.desk.stored;

import java.time.Duration;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Response;
import org.safeandaway.hub.watch.Telling;

/** The response to an alarm, and its plan, to JSON and back. */
public final class ResponseCodec {
  private ResponseCodec() {}

  public static String encode(Response it) {
    return Json.write(
        StoredResponse.class,
        new StoredResponse(
            stored(it.plan()),
            it.round(),
            it.step(),
            it.since(),
            it.waiting().stream().map(ResponseCodec::stored).toList(),
            it.asked()));
  }

  public static Response decode(String json) throws UnreadableState {
    return Json.read(
        StoredResponse.class,
        json,
        it -> {
          TreeSet<Telling> waiting = new TreeSet<>();
          it.waiting().forEach(each -> waiting.add(telling(each)));
          return new Response(
              plan(it.plan()),
              it.round(),
              it.step(),
              Objects.requireNonNull(it.since()),
              waiting,
              it.asked());
        });
  }

  static StoredResponse.StoredPlan stored(ResponsePlan it) {
    return new StoredResponse.StoredPlan(
        it.steps().stream().map(ResponseCodec::stored).toList(),
        it.stillOnItAfter().toString(),
        it.ownershipGrace().toString());
  }

  private static StoredResponse.StoredPlanStep stored(ResponsePlan.Step it) {
    return new StoredResponse.StoredPlanStep(
        it.action().name(),
        it.recipients().everybody(),
        it.recipients().roles().stream().toList(),
        it.recipients().people().stream().toList(),
        it.channels().stream().map(ChannelKind::name).toList(),
        it.limit().toString(),
        it.wording());
  }

  static ResponsePlan plan(StoredResponse.StoredPlan it) {
    return new ResponsePlan(
        it.steps().stream().map(ResponseCodec::step).toList(),
        Duration.parse(it.stillOnItAfter()),
        Duration.parse(it.grace()));
  }

  private static ResponsePlan.Step step(StoredResponse.StoredPlanStep it) {
    TreeSet<ChannelKind> channels = new TreeSet<>();
    it.channels().forEach(name -> channels.add(ChannelKind.valueOf(name)));
    return new ResponsePlan.Step(
        ResponsePlan.Action.valueOf(it.action()),
        new Recipients(it.everybody(), new TreeSet<>(it.roles()), new TreeSet<>(it.people())),
        channels,
        Duration.parse(it.limit()),
        it.wording());
  }

  private static StoredResponse.StoredTelling stored(Telling it) {
    PersonId person = it.person();
    return new StoredResponse.StoredTelling(
        it.step(), person == null ? null : person.value(), it.channel().name());
  }

  private static Telling telling(StoredResponse.StoredTelling it) {
    @Nullable String person = it.person();
    return new Telling(
        it.step(), person == null ? null : new PersonId(person), ChannelKind.valueOf(it.channel()));
  }
}
