package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
}
