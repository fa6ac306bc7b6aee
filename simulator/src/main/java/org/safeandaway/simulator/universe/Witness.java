package org.safeandaway.simulator.universe;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.Phase;
import org.safeandaway.simulator.universe.office.Office;
import org.safeandaway.simulator.universe.store.ModelDeskStore;
import org.safeandaway.simulator.universe.store.Rows;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** Sees every commit as anybody who reads the database could, and shows alarms to the office. */
final class Witness {
  private final Tape tape;
  private final ModelDeskStore store;
  private final Office office;

  Witness(Tape tape, ModelDeskStore store, Office office) {
    this.tape = tape;
    this.store = store;
    this.office = office;
  }

  void saw(ModelDeskStore.Committed commit) {
    for (Map.Entry<InputId, Inbound> entry : commit.inbound().entrySet()) {
      Inbound row = entry.getValue();
      if (row.occurred() != null) {
        tape.saw(
            new Seen.Recorded(
                entry.getKey(),
                row.watch(),
                row.outcome(),
                row.occurred().at(),
                row.occurred().known(),
                row.stepped()));
      }
    }
    for (Rows.AlarmRow row : commit.alarms().values()) {
      tape.saw(new Seen.AlarmShown(row.watch(), row.alarm()));
      office.sees(row.watch(), row.alarm());
    }
    commit.drills().forEach((id, row) -> tape.saw(new Seen.DrillShown(id, why(row))));
    commit.journal().forEach(this::read);
    commit.watches().forEach(this::inspect);
  }

  private static @Nullable String why(Rows.DrillRow row) {
    return row.calledOff() == null ? null : row.calledOff().why();
  }

  private void read(Changes.JournalEntry line) {
    String drill = line.details().get("drill");
    if (line.alarm() != null || drill != null) {
      tape.saw(new Seen.Written(line.what(), line.alarm(), drill));
    }
  }

  /** Whoever is not safe yet has something that will not let them be forgotten. */
  private void inspect(WatchId watch, Rows.WatchRow row) {
    if (row.state() instanceof WatchState.Guarding guarding) {
      for (Participant participant : guarding.participants()) {
        if (participant.phase() != Phase.OVER && !isGuarded(watch, participant)) {
          tape.saw(new Seen.Unguarded(watch, participant.id().number()));
        }
      }
    }
  }

  private boolean isGuarded(WatchId watch, Participant participant) {
    for (Deadline deadline : store.deadlines(watch).values()) {
      if (deadline.key().participant() == null
          || deadline.key().participant().equals(participant.id())) {
        return true;
      }
    }
    for (Map.Entry<AlarmId, Rows.AlarmRow> entry : store.alarms().entrySet()) {
      Alarm alarm = entry.getValue().alarm();
      if (alarm.isOpen()
          && entry.getValue().watch().equals(watch)
          && (alarm.participant() == null || alarm.participant().equals(participant.id()))) {
        return true;
      }
    }
    return false;
  }
}
