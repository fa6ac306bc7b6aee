package org.safeandaway.simulator.acceptance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.Phase;

/** What the office's API shows, with names. What it leaves out is empty. */
public final class Seen {
  private Seen() {}

  /** A visit of one wearer. */
  public record Visit(Map<String, Object> json) {
    public Phase phase() {
      return Phase.valueOf(text(visitor(), "phase"));
    }

    public Instant agreedEnd() {
      return instant(json, "agreedEnd");
    }

    public Instant lastCheckIn() {
      return instant(visitor(), "lastCheckIn");
    }

    public boolean saidSafe() {
      return visitor().get("saidSafe") != null;
    }

    public List<String> questions() {
      return visitor().get("questions") instanceof List<?> questions
          ? questions.stream().map(String::valueOf).toList()
          : List.of();
    }

    /** The open promises, but for the one to be heard of, which is always there. */
    public Map<DeadlineKind, Deadline> deadlines() {
      return objects(json, "deadlines").stream()
          .map(Deadline::new)
          .filter(deadline -> deadline.kind() != DeadlineKind.CONTACT)
          .collect(Collectors.toMap(Deadline::kind, deadline -> deadline));
    }

    public Deadline deadline(DeadlineKind kind) {
      return Objects.requireNonNull(deadlines().get(kind), () -> kind + " is not armed: " + json);
    }

    public List<Alarm> alarms() {
      return objects(json, "alarms").stream().map(Alarm::new).toList();
    }

    private Map<String, Object> visitor() {
      return objects(json, "visitors").getFirst();
    }
  }

  public record Deadline(Map<String, Object> json) {
    public DeadlineKind kind() {
      return DeadlineKind.valueOf(text(json, "kind"));
    }

    public Instant promisedAt() {
      return instant(json, "promisedAt");
    }

    public Instant dueAt() {
      return instant(json, "dueAt");
    }
  }

  public record Alarm(Map<String, Object> json) {
    public String id() {
      return text(json, "id");
    }

    public AlarmKind kind() {
      return AlarmKind.valueOf(text(json, "kind"));
    }

    public boolean isOpen() {
      return is("open");
    }

    public boolean occurredUncertain() {
      return is("occurredUncertain");
    }

    public boolean duringOutage() {
      return is("duringOutage");
    }

    public Instant raisedAt() {
      return instant(json, "raisedAt");
    }

    public Instant occurredAt() {
      return instant(json, "occurredAt");
    }

    public Optional<String> visit() {
      return Optional.ofNullable(json.get("visit")).map(String::valueOf);
    }

    public Optional<String> wearable() {
      return Optional.ofNullable(json.get("wearable")).map(String::valueOf);
    }

    /** By id. */
    public Optional<String> owner() {
      return json.get("owner") instanceof Map<?, ?> owner
          ? Optional.of(String.valueOf(owner.get("id")))
          : Optional.empty();
    }

    /** Only of an alarm that was asked for by itself. */
    public List<String> notes() {
      return objects(json, "notes").stream().map(note -> text(note, "words")).toList();
    }

    private boolean is(String flag) {
      return Boolean.TRUE.equals(json.get(flag));
    }
  }

  private static String text(Map<String, Object> json, String key) {
    return String.valueOf(Objects.requireNonNull(json.get(key), () -> "no " + key + ": " + json));
  }

  private static Instant instant(Map<String, Object> json, String key) {
    return Instant.parse(text(json, key));
  }

  @SuppressWarnings("unchecked") // JSON's own types: a list holds what the API says it holds
  private static List<Map<String, Object>> objects(Map<String, Object> json, String key) {
    return json.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }
}
