package org.safeandaway.hub.office.wearables;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables.Wearable;
import org.safeandaway.hub.fleet.Wearers.Wearer;
import org.safeandaway.hub.visit.PersonView;

/**
 * A wearable as the pages show it.
 *
 * @param wearer absent if nobody wears it
 */
public record WearableRow(Wearable it, @Nullable Wearer wearer, WearableHealth health) {

  static WearableRow of(Wearable it, @Nullable Wearer wearer, Instant now) {
    boolean guarded = wearer != null && wearer.guarded();
    return new WearableRow(it, wearer, WearableHealth.of(it, guarded, now));
  }

  /** Who wears it; absent if nobody known. */
  public @Nullable PersonView person() {
    return wearer == null ? null : wearer.person();
  }

  public boolean isWorn() {
    return wearer != null;
  }

  /** The orders of the list, as its address names them. */
  public enum Order {
    NAME(
        "Name", Comparator.comparing((WearableRow row) -> row.it().label().toLowerCase(Locale.UK))),
    TROUBLE(
        "What needs somebody",
        Comparator.comparing(
                (WearableRow row) -> row.health().touch() != WearableHealth.Touch.MISSED)
            .thenComparing(row -> row.health().troubles().isEmpty())),
    HEARD(
        "Last heard",
        Comparator.comparing(
            (WearableRow row) -> row.it().heardAt(),
            Comparator.nullsFirst(Comparator.naturalOrder()))),
    BATTERY(
        "Battery",
        Comparator.comparing(
            (WearableRow row) -> row.it().batteryPercent(),
            Comparator.nullsLast(Comparator.naturalOrder())));

    private final String word;
    private final Comparator<WearableRow> comparator;

    Order(String word, Comparator<WearableRow> comparator) {
      this.word = word;
      this.comparator = comparator.thenComparing(row -> row.it().id());
    }

    public String word() {
      return word;
    }

    /** As an address has it. */
    public String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }

    Comparator<WearableRow> comparator() {
      return comparator;
    }

    /** By name, if nobody asked for another. */
    static Order of(@Nullable String parameter) {
      return Stream.of(values())
          .filter(order -> order.parameter().equals(parameter))
          .findFirst()
          .orElse(NAME);
    }
  }

  /** Whether what is searched for stands anywhere in it. */
  boolean matches(String words) {
    String all =
        Stream.of(
                it.id(),
                it.label(),
                it.firmware(),
                person() == null ? null : Objects.requireNonNull(person()).name(),
                wearer == null ? null : wearer.place(),
                health.touch().word(),
                String.join(" ", health.troubles()))
            .filter(Objects::nonNull)
            .map(each -> each.toLowerCase(Locale.UK))
            .reduce("", (one, other) -> one + "\n" + other);
    return Stream.of(words.toLowerCase(Locale.UK).strip().split("\\s+")).allMatch(all::contains);
  }
}
