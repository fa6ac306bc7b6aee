package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.WearableId;

/**
 * What a watch knows besides its open deadlines and alarms. A transition exists only on the state
 * that allows it.
 */
public sealed interface WatchState {

  /** Everyone in the visit; nobody where the watch is no visit's. */
  List<Participant> participants();

  /** Planned, and not yet authorised: no promise counts. */
  record Planned(Plan plan, PersonId plannedBy, List<Participant> participants)
      implements WatchState {
    public Planned {
      participants = List.copyOf(participants);
    }

    Planned with(List<Participant> others) {
      return new Planned(plan, plannedBy, others);
    }
  }

  /**
   * Authorised, and not everyone is safe and away.
   *
   * @param agreedEnd the plan's, moved by "more time"
   * @param extendedBy how far {@code agreedEnd} has been moved, in whole steps of the policy
   */
  record Guarding(
      Plan plan,
      PersonId plannedBy,
      Authorisation authorisation,
      Instant agreedEnd,
      int extendedBy,
      List<Participant> participants)
      implements WatchState {
    public Guarding {
      participants = List.copyOf(participants);
    }

    /** The same visit, planned a little otherwise. */
    Guarding with(Plan other) {
      return new Guarding(other, plannedBy, authorisation, agreedEnd, extendedBy, participants);
    }

    /** One step of "more time". */
    Guarding extendedTo(Instant end) {
      return new Guarding(plan, plannedBy, authorisation, end, extendedBy + 1, participants);
    }

    Guarding with(List<Participant> others) {
      return new Guarding(plan, plannedBy, authorisation, agreedEnd, extendedBy, others);
    }
  }

  /** Everyone is safe and away, or the visit was cancelled. */
  record Closed(
      Plan plan, PersonId plannedBy, Instant closedAt, String why, List<Participant> participants)
      implements WatchState {
    /** Why a visit is over that went as it should. */
    public static final String EVERYONE_SAFE = "everyone is safe and away";

    public Closed {
      participants = List.copyOf(participants);
    }

    Closed with(List<Participant> others) {
      return new Closed(plan, plannedBy, closedAt, why, others);
    }
  }

  /** Over a wearable with no visit; it holds the alarms that belong to no visit. */
  record Standing(WearableId wearable) implements WatchState {
    @Override
    public List<Participant> participants() {
      return List.of();
    }
  }

  /**
   * Over Safe &amp; Away itself.
   *
   * @param drills planned ones, that have not begun
   */
  record Site(SortedMap<DrillId, PlannedDrill> drills) implements WatchState {
    public Site {
      drills = Collections.unmodifiableSortedMap(new TreeMap<>(drills));
    }

    /** Without any drill. */
    public Site() {
      this(new TreeMap<>());
    }

    Site with(DrillId id, PlannedDrill drill) {
      TreeMap<DrillId, PlannedDrill> more = new TreeMap<>(drills);
      more.put(id, drill);
      return new Site(more);
    }

    Site without(DrillId id) {
      TreeMap<DrillId, PlannedDrill> fewer = new TreeMap<>(drills);
      fewer.remove(id);
      return new Site(fewer);
    }

    @Override
    public List<Participant> participants() {
      return List.of();
    }
  }

  /** A drill before its time: what it raises, who planned it. */
  record PlannedDrill(AlarmKind kind, PersonId by, boolean announced) {}

  /**
   * Rule AUTH-1: who allowed it, in which role, when.
   *
   * @param policyVersion of the policy it was authorised under, which the visit keeps (rule POL-1)
   */
  record Authorisation(PersonId by, String role, Instant at, int policyVersion) {}
}
