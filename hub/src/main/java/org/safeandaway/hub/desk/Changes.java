package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchEffect;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/**
 * Everything one transaction writes, already reduced to what differs from what was loaded. Lists
 * are in the order in which things happened.
 *
 * @param at hub time of the transaction
 * @param watches new or changed ones, once each
 * @param keptUnder the version of the policy of each watch of {@code watches} that is authorised;
 *     the first one written stays, until the watch is only planned again
 * @param alarms raised or changed, once each, as they are at the end. The store never replaces an
 *     alarm by one of a lower version, or of the same
 * @param notices with the store's epoch and revision 0; the store puts the revision in
 * @param outcomes of inputs of this transaction whose outcome is not {@link Outcome#COUNTED}
 * @param corrections inputs recorded earlier that happened earlier than was thought; the store
 *     keeps the earlier of what it has and this
 * @param settled inputs recorded earlier whose owed step is made now
 * @param owed new inputs whose step somebody has to make after this transaction; one that is
 *     recorded already is left as it is
 */
public record Changes(
    Instant at,
    List<Watch> watches,
    Map<WatchId, Integer> keptUnder,
    List<OpenedDeadline> opened,
    List<DeskStore.EndedDeadline> ended,
    List<WatchedAlarm> alarms,
    List<Note> notes,
    List<JournalEntry> journal,
    List<NewVisit> visits,
    List<ChangedVisit> changedVisits,
    List<NewAssignment> assignments,
    Map<WearableId, Message.Visit> notices,
    Map<InputId, Outcome> outcomes,
    Map<InputId, Occurrence> corrections,
    List<InputId> settled,
    List<Inbound> owed,
    List<Quarantined> quarantine,
    Responses responses) {

  /** Whether there is nothing to write at all. */
  public boolean isEmpty() {
    return watches.isEmpty()
        && opened.isEmpty()
        && ended.isEmpty()
        && alarms.isEmpty()
        && notes.isEmpty()
        && journal.isEmpty()
        && visits.isEmpty()
        && changedVisits.isEmpty()
        && assignments.isEmpty()
        && notices.isEmpty()
        && outcomes.isEmpty()
        && corrections.isEmpty()
        && settled.isEmpty()
        && owed.isEmpty()
        && quarantine.isEmpty()
        && responses.isEmpty();
  }

  /**
   * What the ladders of alarms did, and what becomes of drills.
   *
   * @param standDowns after all tellings, since a taken alarm tells nobody in the same transaction
   */
  public record Responses(
      List<WatchEffect.Tell> tellings,
      List<WatchEffect.StandDown> standDowns,
      List<WatchEffect.StepBegun> steps,
      List<WatchEffect.OutcomeNoted> outcomes,
      List<WatchEffect.DrillPlanned> drills,
      List<WatchEffect.DrillCalledOff> calledOff) {
    /** Without drills. */
    public Responses(
        List<WatchEffect.Tell> tellings,
        List<WatchEffect.StandDown> standDowns,
        List<WatchEffect.StepBegun> steps,
        List<WatchEffect.OutcomeNoted> outcomes) {
      this(tellings, standDowns, steps, outcomes, List.of(), List.of());
    }

    public boolean isEmpty() {
      return tellings.isEmpty()
          && standDowns.isEmpty()
          && steps.isEmpty()
          && outcomes.isEmpty()
          && drills.isEmpty()
          && calledOff.isEmpty();
    }
  }

  public record OpenedDeadline(WatchId watch, Deadline deadline) {}

  /**
   * An alarm that was raised or changed.
   *
   * @param policyVersion it was raised under; the first one written stays
   */
  public record WatchedAlarm(WatchId watch, Alarm alarm, int policyVersion) {}

  public record Note(AlarmId alarm, @Nullable PersonId by, Instant at, String words) {}

  /** A line of the journal, before the sealer gives it its position. */
  public record JournalEntry(
      WatchId watch,
      Instant at,
      String what,
      @Nullable PersonId by,
      @Nullable WearableId wearable,
      @Nullable AlarmId alarm,
      Map<String, String> details) {}

  public record NewVisit(Plan plan, PersonId plannedBy, VisitDetails details, Instant plannedAt) {}

  /**
   * A visit that is planned otherwise now.
   *
   * @param visitors everybody who goes, those who stay under the number that they had
   */
  public record ChangedVisit(
      Plan plan, SortedMap<ParticipantId, PersonId> visitors, VisitDetails details) {
    public ChangedVisit {
      visitors = Collections.unmodifiableSortedMap(new TreeMap<>(visitors));
    }
  }

  /**
   * Ends the wearable's open assignment, if any, and begins this one.
   *
   * @param person who wears it from now on; absent: nobody, the open one only ends
   */
  public record NewAssignment(
      WearableId wearable,
      @Nullable PersonId person,
      @Nullable VisitId visit,
      @Nullable ParticipantId participant,
      Instant from) {}

  /**
   * An input that could not be read or could not be stepped, with its bytes.
   *
   * @param input one row for one input, however often it comes
   * @param why {@link UnreadableMessage.Cause} or {@link Trouble}
   */
  public record Quarantined(
      InputId input, @Nullable String topic, byte[] bytes, String why, String words, Instant at) {}

  /** Why an input that could be read is quarantined. */
  public enum Trouble {
    /** From a wearable that nobody registered. */
    UNKNOWN_WEARABLE,
    /** The watch's step failed: a bug. */
    STEP,
    /** The watch's stored state could not be read. */
    STATE,
    /** The store refuses the data. */
    REFUSED
  }
}
