package org.safeandaway.hub.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.safeandaway.hub.health.Condition.Part;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;

/**
 * What makes the hub ill, made to happen for real and mended again.
 *
 * <p>A row that the hub itself would mend at once is held by a lock, as a transaction that hangs
 * would hold it.
 */
enum Cause {
  SOMEBODY_OUT_WITHOUT_A_PROMISE(Part.GUARD, "1 out with neither a promise nor an alarm", false) {
    @Override
    void happen(Place place) {
      place.run(
          """
          insert into watch (id, stage, state, changed_at) values ('visit/unguarded', 'GUARDING',
            '{"participants": [{"number": 1, "person": "visitor", "phase": "VISIT"}]}', now())""");
    }

    @Override
    void mend(Place place) {
      place.run("delete from watch where id = 'visit/unguarded'");
    }
  },
  A_DEADLINE_THAT_NOBODY_FIRES(Part.KEEPER, "due for more than 2 s and not fired", true) {
    @Override
    void happen(Place place) {
      place.run("insert into watch (id, stage) values ('visit/held', 'CLOSED')");
      place.hold("select from watch where id = 'visit/held' for update");
      place.run(
          """
          insert into deadline (watch, participant, kind, generation, promised_at, due_at)
          values ('visit/held', 1, 'CHECK_IN', 1, now() - interval '1 min',
            now() - interval '1 min')""");
    }

    @Override
    void mend(Place place) {
      place.run("delete from deadline where watch = 'visit/held'");
      place.letGo();
      place.run("delete from watch where id = 'visit/held'");
    }
  },
  A_STEP_THAT_IS_OWED(Part.DESK, "stored and not carried out for more than 10 s", false) {
    @Override
    void happen(Place place) {
      place.run("insert into watch (id, stage) values ('visit/owed', 'CLOSED')");
      place.hold("select from watch where id = 'visit/owed' for update");
      place.run(
          """
          insert into inbound (id, watch, received_at, stepped, content)
          values ('owed', 'visit/owed', now() - interval '1 min', false, '{}')""");
    }

    @Override
    void mend(Place place) {
      place.run("delete from inbound where id = 'owed'");
      place.letGo();
      place.run("delete from watch where id = 'visit/owed'");
    }
  },
  AN_ALARM_THAT_DOES_NOT_GO_ON(Part.LADDER, "1 open alarms without a timer", false) {
    @Override
    void happen(Place place) {
      place.run(
          """
          insert into alarm (id, watch, kind, cause_kind, cause_id, raised_at, occurred_at,
            occurred_uncertain, during_outage, policy_version)
          values (gen_random_uuid(), 'site', 'TECHNICAL', 'TECHNICAL', 'without-timer',
            now() - interval '1 min', now() - interval '1 min', false, false, 1)""");
    }

    @Override
    void mend(Place place) {
      place.run("delete from alarm where cause_id = 'without-timer'");
    }
  },
  /** Whoever leases it finds no alarm for it. */
  A_MESSAGE_THAT_NOBODY_CAN_SEND(Part.OUTBOX, "1 messages that should have been sent", false) {
    @Override
    void happen(Place place) {
      place.run(
          """
          insert into outbox (alarm, round, step, person, channel, made_at, next_at)
          values (gen_random_uuid(), 1, 0, 'admin', 'SMS', now() - interval '5 min',
            now() - interval '5 min')""");
    }

    @Override
    void mend(Place place) {
      place.run("delete from outbox where person = 'admin'");
    }
  },
  A_TRIAL_ALARM_THAT_IS_LATE(Part.CANARY, "the last canary was 6 s late", false) {
    @Override
    void happen(Place place) {
      place.run(
          """
          insert into deadline (watch, kind, generation, promised_at, due_at, state, fired_at)
          values ('wearable/canary-main', 'CANARY', 1000000, now(), now(), 'FIRED',
            now() + interval '6 s')""");
    }

    @Override
    void mend(Place place) {
      place.run("delete from deadline where watch = 'wearable/canary-main'");
    }
  },
  /** As another hub that hangs with the sealer's lock. */
  A_RECORD_THAT_NOBODY_SEALS(Part.SEALER, "written and not sealed for more than 10 s", false) {
    @Override
    void happen(Place place) {
      place.hold("select pg_advisory_lock(" + 0x5afe_a4a7L + ")");
      place.run(
          """
          with line as (
            insert into journal (watch, at, what, digest)
            values ('site', now() - interval '1 min', 'test', sha256('')) returning id)
          insert into journal_unsealed select id from line""");
    }

    @Override
    void mend(Place place) {
      place.letGo();
    }
  },
  A_BROKER_THAT_IS_DOWN(Part.MQTT, "the MQTT broker is not connected", true) {
    @Override
    void happen(Place place) {
      place.broker().kill();
    }

    @Override
    void mend(Place place) {
      place.broker().start();
    }
  },
  A_DATABASE_THAT_IS_DOWN(Part.DESK, "since it last committed", true) {
    @Override
    void happen(Place place) {
      TrialDatabase.shut(place.database());
    }

    @Override
    void mend(Place place) {
      TrialDatabase.open(place.database());
    }
  };

  private final Part part;
  private final String words;
  private final boolean mayStopThePulse;

  Cause(Part part, String words, boolean mayStopThePulse) {
    this.part = part;
    this.words = words;
    this.mayStopThePulse = mayStopThePulse;
  }

  Part part() {
    return part;
  }

  /** What the hub says of it. */
  String words() {
    return words;
  }

  /** Whether wearers may hear of it: only of no commit, a late keeper, stalled input. */
  boolean mayStopThePulse() {
    return mayStopThePulse;
  }

  abstract void happen(Place place);

  abstract void mend(Place place);

  /** Where it happens. */
  static final class Place implements AutoCloseable {
    private final String database;
    private final TrialBroker broker;
    private final Connection holding;

    Place(String database, TrialBroker broker) throws SQLException {
      this.database = database;
      this.broker = broker;
      this.holding = DriverManager.getConnection(database, "postgres", "postgres");
    }

    String database() {
      return database;
    }

    TrialBroker broker() {
      return broker;
    }

    void run(String sql) {
      try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    /** The first column of the first row. */
    String value(String sql) {
      try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getString(1);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    void hold(String sql) {
      try (Statement statement = holding.createStatement()) {
        holding.setAutoCommit(false);
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    void letGo() {
      try (Statement statement = holding.createStatement()) {
        holding.rollback();
        statement.execute("select pg_advisory_unlock_all()");
        holding.commit();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws SQLException {
      holding.close();
    }
  }
}
