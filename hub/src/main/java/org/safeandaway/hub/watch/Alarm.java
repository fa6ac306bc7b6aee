package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.WearableId;

/**
 * A person is needed. It is open until a person resolves it with a reason; nothing else ends it.
 *
 * @param participant whose alarm; absent if it is the whole watch's
 * @param wearable the wearable it came from or is about; absent for the site's own
 * @param wearerThen who wore it when the cause happened; absent if nobody is known
 * @param wearerNow who wears it now; differs from {@code wearerThen} only when it changed hands
 * @param raisedAt hub time at which the hub raised it
 * @param occurredAt when the cause happened; at the latest {@code raisedAt}
 * @param occurredUncertain the wearable lost its clock between, so it may have happened earlier
 * @param duringOutage a deadline that passed while the hub was down
 * @param response how far its response plan has come
 * @param version counts the changes of this alarm, from 1: an older one never replaces a newer
 * @param owner who has taken it; absent while nobody has
 * @param resolution how it ended; absent while it is open
 */
public record Alarm(
    AlarmId id,
    AlarmKind kind,
    Cause cause,
    @Nullable ParticipantId participant,
    @Nullable WearableId wearable,
    @Nullable PersonId wearerThen,
    @Nullable PersonId wearerNow,
    Instant raisedAt,
    Instant occurredAt,
    boolean occurredUncertain,
    boolean duringOutage,
    Response response,
    int version,
    @Nullable Owner owner,
    @Nullable Resolution resolution) {

  /** The named person who has an alarm, since when. */
  public record Owner(PersonId person, Instant since) {}

  /**
   * How an alarm ended: by whom, when, why, in whose words.
   *
   * @param by absent only of a drill that a real alarm ended
   */
  public record Resolution(@Nullable PersonId by, Instant at, Reason reason, String words) {}

  /** Why an alarm may be closed (rule ESC-7). */
  public enum Reason {
    CONFIRMED_INCIDENT,
    FALSE_ALARM,
    PRECAUTION,
    DRILL
  }

  public boolean isOpen() {
    return resolution == null;
  }

  /** Whether nothing has happened, and people practise. */
  public boolean isDrill() {
    return cause.kind() == Cause.Kind.DRILL;
  }

  public boolean isOwned() {
    return owner != null;
  }

  /** Whether this is about what happens to this wearer. */
  public boolean isAbout(Participant who) {
    return participant == null
        ? wearable != null && wearable.equals(who.wearable())
        : participant.equals(who.id());
  }

  /** Whether this is about what happens to this person, who then may not take or end it. */
  public boolean isAbout(PersonId person) {
    return person.equals(wearerThen) || person.equals(wearerNow);
  }

  public Optional<Owner> ownedBy() {
    return Optional.ofNullable(owner);
  }

  public Alarm takenBy(Owner newOwner) {
    return changed(occurredAt, occurredUncertain, response, newOwner, resolution);
  }

  /** Nobody has it any more. */
  public Alarm released() {
    return changed(occurredAt, occurredUncertain, response, null, resolution);
  }

  public Alarm resolved(Resolution how) {
    return changed(occurredAt, occurredUncertain, response, owner, how);
  }

  /** A later copy of the event may show that it happened earlier, never later. */
  public Alarm occurredEarlier(Instant at, boolean uncertain) {
    return changed(at, uncertain, response, owner, resolution);
  }

  Alarm responding(Response other) {
    return changed(occurredAt, occurredUncertain, other, owner, resolution);
  }

  /** What can change; all else stays. */
  private Alarm changed(
      Instant occurred,
      boolean uncertain,
      Response how,
      @Nullable Owner newOwner,
      @Nullable Resolution end) {
    return new Alarm(
        id,
        kind,
        cause,
        participant,
        wearable,
        wearerThen,
        wearerNow,
        raisedAt,
        occurred,
        uncertain,
        duringOutage,
        how,
        version + 1,
        newOwner,
        end);
  }
}
