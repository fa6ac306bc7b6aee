package org.safeandaway.hub.office.drills;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.safeandaway.hub.drill.Answering;
import org.safeandaway.hub.drill.Answering.Group;

/**
 * A chart of columns, laid out: what its SVG draws, in the units of its view box. Beside it the
 * page has the same numbers as a table. Pure.
 *
 * @param id of its title and description in the page
 * @param title what it shows
 * @param description what is to be seen in it, for those who do not see it
 * @param lines across, with the number each stands for
 * @param bars of all columns
 * @param labels below the columns
 * @param marks limits, drawn from top to bottom between two columns
 */
public record Chart(
    String id,
    String title,
    String description,
    List<Line> lines,
    List<Bar> bars,
    List<Label> labels,
    List<Mark> marks) {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 240;
  public static final int LEFT = 36;
  public static final int RIGHT = WIDTH - 8;
  public static final int TOP = 24;
  public static final int BOTTOM = HEIGHT - 34;

  private static final double FILLED = 0.72;
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.UK);
  private static final String[] RANKS = {"fast", "slow", "late", "never"};

  public Chart {
    lines = List.copyOf(lines);
    bars = List.copyOf(bars);
    labels = List.copyOf(labels);
    marks = List.copyOf(marks);
  }

  /** A line across at a number. */
  public record Line(double y, int number) {}

  /**
   * A bar, or a part of one.
   *
   * @param kind which colour and pattern it has
   */
  public record Bar(double x, double y, double width, double height, String kind) {}

  public record Label(double x, String words) {}

  /** A limit. */
  public record Mark(double x, String words) {}

  /** How alarms were answered month by month: a column each, in four parts. */
  static Chart months(String id, String title, List<Answering.Month> months, boolean drills) {
    List<Group> groups = months.stream().map(each -> drills ? each.drills() : each.real()).toList();
    int most = groups.stream().mapToInt(Group::all).max().orElse(0);
    Scale scale = new Scale(most, groups.size());
    List<Bar> bars = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (int at = 0; at < groups.size(); at++) {
      Group group = groups.get(at);
      int[] parts = {group.fast(), group.slow(), group.late(), group.never()};
      int below = 0;
      for (int part = 0; part < parts.length; part++) {
        scale.bar(at, 0, 1, below, parts[part], RANKS[part]).ifPresent(bars::add);
        below += parts[part];
      }
      labels.add(new Label(scale.middle(at), MONTH.format(months.get(at).month())));
    }
    String description =
        "Most in a month: " + most + ". The numbers of every month are in the table below.";
    return new Chart(id, title, description, scale.lines(), bars, labels, List.of());
  }

  /** How long alarms waited, on an axis where each step is about twice the one before. */
  static Chart distribution(String id, String title, Answering answering) {
    List<Integer> real = answering.real().columns();
    List<Integer> drills = answering.drills().columns();
    int most = 0;
    for (int at = 0; at < real.size(); at++) {
      most = Math.max(most, Math.max(real.get(at), drills.get(at)));
    }
    Scale scale = new Scale(most, real.size());
    List<Bar> bars = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    List<String> names = Answering.columns();
    for (int at = 0; at < real.size(); at++) {
      scale.bar(at, 0, 2, 0, real.get(at), "real").ifPresent(bars::add);
      scale.bar(at, 1, 2, 0, drills.get(at), "drill").ifPresent(bars::add);
      labels.add(new Label(scale.middle(at), names.get(at).replace("up to ", "")));
    }
    String description =
        "Real alarms and drills by how long they waited for a person, with the limits of 10 and 40"
            + " seconds. The numbers are in the table below.";
    return new Chart(
        id,
        title,
        description,
        scale.lines(),
        bars,
        labels,
        List.of(
            new Mark(scale.before(Answering.columnsWithin(Answering.FAST)), mark(Answering.FAST)),
            new Mark(scale.before(Answering.columnsWithin(Answering.SLOW)), mark(Answering.SLOW))));
  }

  private static String mark(Duration limit) {
    return limit.toSeconds() + " s";
  }

  /** Turns numbers into places. */
  private static final class Scale {
    private final int top;
    private final int step;
    private final double column;

    Scale(int most, int columns) {
      int raw = Math.max(1, (most + 3) / 4);
      this.step = round(raw);
      this.top = Math.max(step, (most + step - 1) / step * step);
      this.column = (double) (RIGHT - LEFT) / columns;
    }

    /** Up to 1, 2, 5, 10, 20, 50 and so on. */
    private static int round(int raw) {
      int unit = 1;
      while (unit * 10 < raw) {
        unit *= 10;
      }
      for (int factor : new int[] {1, 2, 5}) {
        if (unit * factor >= raw) {
          return unit * factor;
        }
      }
      return unit * 10;
    }

    double before(int at) {
      return tenth(LEFT + at * column);
    }

    double middle(int at) {
      return tenth(LEFT + (at + 0.5) * column);
    }

    private double y(int number) {
      return tenth(BOTTOM - (double) (BOTTOM - TOP) * number / top);
    }

    List<Line> lines() {
      List<Line> lines = new ArrayList<>();
      for (int number = 0; number <= top; number += step) {
        lines.add(new Line(y(number), number));
      }
      return lines;
    }

    Optional<Bar> bar(int at, int which, int of, int below, int number, String kind) {
      if (number == 0) {
        return Optional.empty();
      }
      double width = column * FILLED / of;
      double x = LEFT + at * column + column * (1 - FILLED) / 2 + which * width;
      double y = y(below + number);
      return Optional.of(new Bar(tenth(x), y, tenth(width), tenth(y(below) - y), kind));
    }

    private static double tenth(double place) {
      return Math.round(place * 10) / 10.0;
    }
  }
}
