package org.safeandaway.hub.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast alarms are answered, over twelve months. Pure.
 *
 * <p>The two limits are those that BS 8484:2016 sets an alarm receiving centre over a rolling
 * twelve months: verification begun within 10 s for 80% of alarms, and within 40 s for 98.5%. They
 * are a measure here and nothing more: neither Safe &amp; Away nor a school has a status under that
 * standard.
 *
 * <p>An alarm that nobody took counts as never taken once it was open for longer than the second
 * limit. One that ended before proves nothing, and does not count: a drill that a real alarm ended,
 * an alarm that is just a moment old.
 *
 * @param months the last twelve, this one the last
 */
public record Answering(Group real, Group drills, List<Month> months) {
  public static final Duration FAST = Duration.ofSeconds(10);
  public static final Duration SLOW = Duration.ofSeconds(40);

  /** In thousandths, so that nothing is lost in rounding. */
  private static final int FAST_SHARE = 800;

  private static final int SLOW_SHARE = 985;
  private static final int MONTHS = 12;

  /** Where the columns of the distribution end, in seconds: each about twice the one before. */
  private static final int[] EDGES = {1, 2, 5, 10, 20, 40, 60, 120, 300, 600, 1800};

  public Answering {
    months = List.copyOf(months);
  }

  /** What happened in one month. */
  public record Month(YearMonth month, Group real, Group drills) {}

  /** The first instant that counts. */
  public static Instant from(Instant now, ZoneId zone) {
    YearMonth first = YearMonth.from(now.atZone(zone)).minusMonths(MONTHS - 1);
    return first.atDay(1).atStartOfDay(zone).toInstant();
  }

  public static Answering of(List<Wait> waits, Instant now, ZoneId zone) {
    Map<YearMonth, List<Wait>> byMonth = new LinkedHashMap<>();
    YearMonth current = YearMonth.from(now.atZone(zone));
    for (int back = MONTHS - 1; back >= 0; back--) {
      byMonth.put(current.minusMonths(back), new ArrayList<>());
    }
    List<Wait> counted = new ArrayList<>();
    for (Wait wait : waits) {
      List<Wait> month = byMonth.get(YearMonth.from(wait.raisedAt().atZone(zone)));
      boolean proves = wait.taken() != null || wait.open().compareTo(SLOW) > 0;
      if (month != null && proves) {
        month.add(wait);
        counted.add(wait);
      }
    }
    return new Answering(
        Group.of(counted, false),
        Group.of(counted, true),
        byMonth.entrySet().stream()
            .map(
                each ->
                    new Month(
                        each.getKey(),
                        Group.of(each.getValue(), false),
                        Group.of(each.getValue(), true)))
            .toList());
  }

  public boolean isEmpty() {
    return real.all() == 0 && drills.all() == 0;
  }

  /**
   * Some alarms.
   *
   * @param fast taken within 10 s
   * @param slow taken within 40 s, and not within 10
   * @param late taken after that
   * @param never taken by nobody
   * @param columns how many fall between the edges of the distribution, the last of them never
   *     taken
   * @param median of those that were taken; absent if none was
   */
  public record Group(
      int fast, int slow, int late, int never, List<Integer> columns, @Nullable Duration median) {
    public Group {
      columns = List.copyOf(columns);
    }

    static Group of(List<Wait> waits, boolean drills) {
      int[] columns = new int[EDGES.length + 2];
      int[] counts = new int[4];
      List<Duration> taken = new ArrayList<>();
      for (Wait wait : waits) {
        if (wait.drill() == drills) {
          counts[rank(wait.taken())]++;
          columns[column(wait.taken())]++;
          if (wait.taken() != null) {
            taken.add(wait.taken());
          }
        }
      }
      taken.sort(null);
      return new Group(
          counts[0],
          counts[1],
          counts[2],
          counts[3],
          Arrays.stream(columns).boxed().toList(),
          taken.isEmpty() ? null : taken.get((taken.size() - 1) / 2));
    }

    private static int rank(@Nullable Duration taken) {
      if (taken == null) {
        return 3;
      }
      return taken.compareTo(FAST) <= 0 ? 0 : taken.compareTo(SLOW) <= 0 ? 1 : 2;
    }

    private static int column(@Nullable Duration taken) {
      if (taken == null) {
        return EDGES.length + 1;
      }
      int at = 0;
      while (at < EDGES.length && taken.compareTo(Duration.ofSeconds(EDGES[at])) > 0) {
        at++;
      }
      return at;
    }

    public int all() {
      return fast + slow + late + never;
    }

    /** Taken within 40 s. */
    public int inTime() {
      return fast + slow;
    }

    public boolean meetsFast() {
      return fast * 1000L >= (long) FAST_SHARE * all();
    }

    public boolean meetsSlow() {
      return inTime() * 1000L >= (long) SLOW_SHARE * all();
    }

    /** As "83%" or "98.4%": never rounded up to a limit that it does not reach. */
    public String share(int part) {
      if (all() == 0) {
        return "–";
      }
      long tenths = part * 1000L / all();
      return tenths % 10 == 0 ? tenths / 10 + "%" : tenths / 10 + "." + tenths % 10 + "%";
    }
  }

  /** What each column of the distribution holds, as people say it. */
  public static List<String> columns() {
    List<String> names = new ArrayList<>();
    for (int edge : EDGES) {
      names.add(edge < 60 ? "up to " + edge + " s" : "up to " + edge / 60 + " min");
    }
    names.add("longer");
    names.add("nobody");
    return names;
  }

  /** How many columns end at this limit or before it. */
  public static int columnsWithin(Duration limit) {
    return (int) Arrays.stream(EDGES).filter(edge -> edge <= limit.toSeconds()).count();
  }
}
