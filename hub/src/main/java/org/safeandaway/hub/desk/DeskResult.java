package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * What one committed transaction has to say. Nothing in it may leave the hub before the commit.
 *
 * @param hubTime of the transaction
 * @param answers to each input that is done with, duplicates and quarantined ones included; only
 *     {@link Answer.Receipted} is to be receipted
 * @param busy inputs that were not carried out, since their watch was locked elsewhere: to be tried
 *     again
 * @param duplicates how many were recorded before
 * @param quarantined how many were quarantined
 * @param owned wearers to be told that a person has it
 * @param notices by wearable, complete with revision
 * @param changed whether anything was written that a page could show
 */
public record DeskResult(
    Instant hubTime,
    Map<InputId, Answer> answers,
    List<DeskInput> busy,
    int duplicates,
    int quarantined,
    List<Owned> owned,
    Map<WearableId, Message.Visit> notices,
    boolean changed) {

  /** The event that raised an alarm which a person has now. */
  public record Owned(WearableId wearable, EventId event) {}

  /** A notice as it goes to the broker and as it is stored. */
  public static Message.Visit withRevision(Message.Visit it, long revision) {
    return new Message.Visit(
        it.visit(),
        it.phase(),
        it.deadlines(),
        it.silent(),
        it.audiblePanic(),
        it.alarms(),
        revision,
        it.upTo(),
        it.epoch());
  }

  static DeskResult nothing(Instant hubTime) {
    return new DeskResult(hubTime, Map.of(), List.of(), 0, 0, List.of(), Map.of(), false);
  }

  /** Two transactions, this one first. */
  DeskResult and(DeskResult next) {
    Map<InputId, Answer> allAnswers = new LinkedHashMap<>(answers);
    allAnswers.putAll(next.answers);
    Map<WearableId, Message.Visit> allNotices = new LinkedHashMap<>(notices);
    allNotices.putAll(next.notices);
    return new DeskResult(
        next.hubTime,
        allAnswers,
        joined(busy, next.busy),
        duplicates + next.duplicates,
        quarantined + next.quarantined,
        joined(owned, next.owned),
        allNotices,
        changed || next.changed);
  }

  /** This transaction, and inputs that another one left undone. */
  DeskResult andBusy(List<DeskInput> undone) {
    return new DeskResult(
        hubTime, answers, joined(busy, undone), duplicates, quarantined, owned, notices, changed);
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
