package org.safeandaway.hub.office.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A description's few marks, as parts that a template writes: paragraphs and numbered items; in
 * them code, strong and stressed words. Nothing of it is ever HTML.
 */
public final class Prose {
  private static final Pattern ITEM = Pattern.compile("\\d+\\.\\s+(.*)", Pattern.DOTALL);
  private static final Pattern MARKED =
      Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*");

  private Prose() {}

  /** What a part of a text is. */
  public enum Mark {
    PLAIN,
    CODE,
    STRONG,
    STRESSED
  }

  /** A part of a text. */
  public record Span(Mark mark, String text) {}

  /**
   * @param item one of a numbered list, and not a paragraph
   */
  public record Block(boolean item, List<Span> spans) {
    public Block {
      spans = List.copyOf(spans);
    }
  }

  /** Consecutive blocks of one kind. */
  public record Group(boolean items, List<Block> blocks) {
    public Group {
      blocks = List.copyOf(blocks);
    }
  }

  static List<Group> of(@Nullable Object text) {
    List<Group> groups = new ArrayList<>();
    for (Block block : blocks(text == null ? "" : text.toString())) {
      if (!groups.isEmpty() && groups.getLast().items() == block.item()) {
        List<Block> longer = new ArrayList<>(groups.removeLast().blocks());
        longer.add(block);
        groups.add(new Group(block.item(), longer));
      } else {
        groups.add(new Group(block.item(), List.of(block)));
      }
    }
    return groups;
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    // An item of a list begins on a line of its own; a paragraph ends with an empty one.
    for (String part : text.strip().split("\\n\\s*\\n|\\n(?=\\d+\\. )", -1)) {
      String words = part.strip().replaceAll("\\s*\\n\\s*", " ");
      Matcher item = ITEM.matcher(words);
      if (item.matches()) {
        blocks.add(new Block(true, spans(item.group(1))));
      } else if (!words.isEmpty()) {
        blocks.add(new Block(false, spans(words)));
      }
    }
    return blocks;
  }

  /** Of a single line. */
  static List<Span> spans(String line) {
    List<Span> spans = new ArrayList<>();
    Matcher marked = MARKED.matcher(line);
    int at = 0;
    while (marked.find()) {
      if (marked.start() > at) {
        spans.add(new Span(Mark.PLAIN, line.substring(at, marked.start())));
      }
      spans.add(span(marked));
      at = marked.end();
    }
    if (at < line.length()) {
      spans.add(new Span(Mark.PLAIN, line.substring(at)));
    }
    return spans;
  }

  private static Span span(Matcher marked) {
    if (marked.group(1) != null) {
      return new Span(Mark.CODE, marked.group(1));
    }
    return marked.group(2) == null
        ? new Span(Mark.STRESSED, marked.group(3))
        : new Span(Mark.STRONG, marked.group(2));
  }
}
