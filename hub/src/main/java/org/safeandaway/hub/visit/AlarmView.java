package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;

/**
 * An alarm as people see it.
 *
 * @param visit absent if it belongs to no visit
 * @param place of the visit, in short
 * @param wearerThen who wore the wearable when it happened
 * @param wearerNow who wears it now; another person only if it changed hands
 * @param promisedAt what was promised for then was not kept; absent unless a deadline made it
 * @param occurredUncertain it may have happened earlier than {@code occurredAt}
 * @param duringOutage the deadline passed while no hub was running
 * @param owner who has it; absent while nobody has
 * @param drill nothing has happened, and people practise
 * @param imaginary whom a drill is about, by a name that is nobody's; absent if it is about nobody
 * @param notes only with a single alarm
 */
@Serdeable
public record AlarmView(
    String id,
    String kind,
    boolean open,
    @Nullable String visit,
    @Nullable String place,
    @Nullable Integer participant,
    @Nullable String wearable,
    @Nullable PersonView wearerThen,
    @Nullable PersonView wearerNow,
    Instant raisedAt,
    Instant occurredAt,
    @Nullable Instant promisedAt,
    boolean occurredUncertain,
    boolean duringOutage,
    @Nullable PersonView owner,
    @Nullable Instant ownedAt,
    @Nullable PersonView resolvedBy,
    @Nullable Instant resolvedAt,
    @Nullable String reason,
    @Nullable String resolution,
    boolean drill,
    @Nullable String imaginary,
    @Nullable List<NoteView> notes) {

  /** A note; nobody wrote it if the wearer or the system did. */
  @Serdeable
  public record NoteView(@Nullable PersonView by, Instant at, String words) {}

  /** What people are shown as its time: what was promised for then, or when it happened. */
  public Instant since() {
    return promisedAt == null ? occurredAt : promisedAt;
  }

  /** Whether it is about this person, who then may not take or end it. */
  public boolean isAbout(String person) {
    return isPerson(wearerThen, person) || isPerson(wearerNow, person);
  }

  /** Whether it is covert and about this person, who may not be alone with their screen. */
  public boolean isKeptFrom(String person) {
    return AlarmKind.DURESS.name().equals(kind) && isAbout(person);
  }

  private static boolean isPerson(@Nullable PersonView view, String person) {
    return view != null && view.id().equals(person);
  }

  /** With everybody called otherwise. */
  public AlarmView named(UnaryOperator<String> naming) {
    return shown(naming, notes);
  }

  AlarmView with(List<NoteView> its) {
    return shown(UnaryOperator.identity(), its);
  }

  private AlarmView shown(UnaryOperator<String> naming, @Nullable List<NoteView> its) {
    return new AlarmView(
        id,
        kind,
        open,
        visit,
        place,
        participant,
        wearable,
        PersonView.named(wearerThen, naming),
        PersonView.named(wearerNow, naming),
        raisedAt,
        occurredAt,
        promisedAt,
        occurredUncertain,
        duringOutage,
        PersonView.named(owner, naming),
        ownedAt,
        PersonView.named(resolvedBy, naming),
        resolvedAt,
        reason,
        resolution,
        drill,
        imaginary,
        its);
  }
}
