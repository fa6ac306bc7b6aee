package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
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
 * @param outcomes of inputs of this transaction whose outcome is not {@link Outcome#COUNTED}
 * @param corrections inputs recorded earlier that happened earlier than was thought
 * @param settled inputs recorded earlier whose owed step is made now
 * @param owed inputs whose step somebody has to make after this transaction
 */
public record Changes(
    Instant at,
    List<Watch> watches,
    List<OpenedDeadline> opened,
    List<DeskStore.EndedDeadline> ended,
    List<WatchedAlarm> alarms,
    List<Note> notes,
    List<JournalEntry> journal,
    List<NewVisit> visits,
    List<NewAssignment> assignments,
    Map<WearableId, Message.Visit> notices,
    Map<InputId, Outcome> outcomes,
    Map<InputId, Occurrence> corrections,
    List<InputId> settled,
    List<Inbound> owed,
    List<Quarantined> quarantine) {

  public record OpenedDeadline(WatchId watch, Deadline deadline) {}

  /** An alarm that was raised or changed. */
  public record WatchedAlarm(WatchId watch, Alarm alarm) {}

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

  public record NewVisit(
      VisitId visit, PersonId plannedBy, VisitDetails details, Instant plannedAt) {}

  /** Ends the wearable's assignment, if any, and begins this one; a person of null ends only. */
  public record NewAssignment(
      WearableId wearable,
      @Nullable PersonId person,
      @Nullable VisitId visit,
      @Nullable ParticipantId participant,
      Instant from) {}

  /**
   * An input that could not be read or could not be stepped, with its bytes.
   *
   * @param why {@link UnreadableMessage.Cause} or {@code STEP} or {@code REFUSED}
   */
  public record Quarantined(
      InputId input, @Nullable String topic, byte[] bytes, String why, String words, Instant at) {}
}
