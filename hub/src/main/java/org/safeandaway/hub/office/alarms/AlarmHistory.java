package org.safeandaway.hub.office.alarms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

/**
 * One page of the alarms that are closed, the newest first.
 *
 * @param asked which of them
 * @param alarms of this page
 * @param further whether there are older ones than these
 * @param people to choose from
 * @param months to choose from
 */
public record AlarmHistory(
    Asked asked,
    List<AlarmView> alarms,
    boolean further,
    List<PersonView> people,
    List<YearMonth> months) {
  static final int ON_A_PAGE = 25;

  /** Nobody leafs further; whoever looks for something that old chooses a month. */
  private static final int LAST_PAGE = 400;

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

  public AlarmHistory {
    alarms = List.copyOf(alarms);
    people = List.copyOf(people);
    months = List.copyOf(months);
  }

  /**
   * What the address asks for. What makes no sense in it is not asked for.
   *
   * @param page from 1
   */
  public record Asked(
      @Nullable String kind, @Nullable String person, @Nullable YearMonth month, int page) {
    static Asked of(
        @Nullable String kind,
        @Nullable String person,
        @Nullable String month,
        @Nullable String page) {
      return new Asked(given(kind), given(person), month(month), page(page));
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() || text.length() > 64 || text.indexOf('\0') >= 0
          ? null
          : text;
    }

    private static @Nullable YearMonth month(@Nullable String text) {
      if (text == null || !text.matches("[0-9]{4}-[0-9]{2}")) {
        return null;
      }
      try {
        return YearMonth.parse(text);
      } catch (DateTimeException e) {
        // There is no thirteenth month, so none is asked for.
        return null;
      }
    }

    private static int page(@Nullable String text) {
      return text != null && text.matches("[0-9]{1,4}")
          ? Math.clamp(Integer.parseInt(text), 1, LAST_PAGE)
          : 1;
    }

    public boolean isAll() {
      return kind == null && person == null && month == null;
    }

    /** The address of another page of the same. */
    public String page(int number) {
      return Stream.of(
              parameter("kind", kind),
              parameter("person", person),
              parameter("month", month == null ? null : month.toString()),
              parameter("page", number == 1 ? null : String.valueOf(number)))
          .flatMap(Optional::stream)
          .collect(Collectors.joining("&", "/alarms?", "#history"));
    }

    private static Optional<String> parameter(String name, @Nullable String value) {
      return Optional.ofNullable(value)
          .map(it -> name + "=" + URLEncoder.encode(it, StandardCharsets.UTF_8));
    }

    int skip() {
      return (page - 1) * ON_A_PAGE;
    }

    AlarmReads.Filter filter(ZoneId zone) {
      return new AlarmReads.Filter(
          kind,
          person,
          month == null ? null : month.atDay(1).atStartOfDay(zone).toInstant(),
          month == null ? null : month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }
  }

  static AlarmHistory read(AlarmReads reads, Asked asked, ZoneId zone) {
    List<AlarmView> found = reads.history(asked.filter(zone), asked.skip(), ON_A_PAGE + 1);
    return new AlarmHistory(
        asked,
        found.stream().limit(ON_A_PAGE).toList(),
        found.size() > ON_A_PAGE,
        reads.people(),
        reads.months(zone));
  }

  AlarmHistory without(Predicate<AlarmView> these) {
    return new AlarmHistory(
        asked, alarms.stream().filter(these.negate()).toList(), further, people, months);
  }

  /** As {@code March 2026}. */
  public static String month(YearMonth month) {
    return MONTH.format(month);
  }
}
