package org.safeandaway.hub.notify;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/**
 * Takes an alarm by the desk, like everything that a person does.
 *
 * <ol>
 *   <li>The row of the message says who answers and which alarm. A person who may take none, or not
 *       any more, is refused as on the page.
 *   <li>The answer is laid on the desk under an id of its own, so that it counts once, whichever
 *       hub reads it, and however often. An answer to "still on it?" says just that.
 *   <li>What it came to is read from the alarm's row, so an answer that comes again is told the
 *       same.
 * </ol>
 */
@Singleton
public final class DeskTaking implements Taking {
  /** Longer than any transaction of a healthy desk; whoever is called waits on the line. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int STILL_ON_IT = -1;
  private static final Set<String> MAY =
      Set.of(Role.OFFICE.word(), Role.AUTHORISER.word(), Role.ADMIN.word());

  private final Database database;
  private final DeskDoor desk;

  public DeskTaking(Database database, DeskDoor desk) {
    this.database = database;
    this.desk = desk;
  }

  /** A message, and how its alarm stands at this moment. */
  private record Message(
      UUID alarm,
      String watch,
      int step,
      String person,
      boolean mayTake,
      boolean closed,
      @Nullable String owner,
      @Nullable String ownerName) {

    /** For whoever got the message; empty if nobody has the alarm. */
    Optional<Taken> standing() {
      if (closed) {
        return Optional.of(new Over());
      }
      if (owner == null) {
        return Optional.empty();
      }
      String name = ownerName == null ? "Somebody else" : ownerName;
      return Optional.of(owner.equals(person) ? new Theirs() : new Others(name));
    }
  }

  @Override
  public Taken take(long outbox, String via, String idempotency) {
    Message message = message(outbox).orElse(null);
    if (message == null) {
      return new Refused("The hub does not know that message any more.");
    }
    if (!message.mayTake()) {
      return new Refused("You may not take alarms. Somebody else has to.");
    }
    AlarmId alarm = new AlarmId(message.alarm());
    PersonId person = new PersonId(message.person());
    WatchInput said =
        message.step() == STILL_ON_IT
            ? new WatchInput.StillOnIt(alarm, person)
            : new WatchInput.Acknowledge(alarm, person, via);
    InputId id = new InputId(idempotency);
    return lay(new DeskInput.Office(id, new WatchId(message.watch()), said, null))
        .map(answer -> taken(outbox, answer))
        .orElseGet(NotNow::new);
  }

  /** Empty if it is not known to be committed. */
  private Optional<Answer> lay(DeskInput input) {
    CompletableFuture<DeskDoor.Committed> commit = desk.lay(input).orElse(null);
    if (commit == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(commit.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).answer());
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the desk failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Taken taken(long outbox, Answer answer) {
    Optional<Taken> standing = message(outbox).flatMap(Message::standing);
    if (answer instanceof Answer.Refused(Answer.Refusal why, String words)) {
      boolean own = why == Answer.Refusal.FORBIDDEN;
      return own ? new Refused(words) : standing.orElseGet(() -> new Refused(words));
    }
    return standing.orElseGet(NotNow::new);
  }

  private Optional<Message> message(long outbox) {
    return database.row(
        DeskTaking::message,
        """
        select o.alarm, a.watch, o.step, o.person, p.active, p.roles,
          a.resolved_at is not null as closed, a.owner, w.name as owner_name
        from outbox o
          join alarm a on a.id = o.alarm
          join person p on p.id = o.person
          left join person w on w.id = a.owner
        where o.id = ?
        """,
        outbox);
  }

  private static Message message(Row row) throws SQLException {
    List<String> roles = row.texts("roles");
    return new Message(
        row.uuid("alarm"),
        row.text("watch"),
        row.number("step"),
        row.text("person"),
        row.flag("active") && roles.stream().anyMatch(MAY::contains),
        row.flag("closed"),
        row.textOrNull("owner"),
        row.textOrNull("owner_name"));
  }
}
