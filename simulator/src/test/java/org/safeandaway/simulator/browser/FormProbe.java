package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a form of the page that is open as the browser would, with something else in its fields
 * than the page would let anybody type, and without leaving the page.
 */
final class FormProbe {
  private static final String SEND =
      """
      async ({ action, fill, all, times }) => {
        const target = (f) => new URL(f.getAttribute("action") ?? "", document.baseURI);
        const form = [...document.forms].find((f) => f.getAttribute("method") === "post"
            && new RegExp(action).test(target(f).pathname));
        if (!form) return null;
        const data = new URLSearchParams(new FormData(form, form.querySelector("button[name]")));
        for (const choice of form.querySelectorAll("input[type=radio]")) {
          if (!data.has(choice.name)) data.set(choice.name, choice.value);
        }
        const typed = [];
        const kept = ["checkbox", "radio", "hidden", "submit", "button"];
        for (const field of fill == null ? [] : form.elements) {
          const stays = kept.includes(field.type) || field.tagName === "FIELDSET";
          if (!field.name || field.name === "csrfToken" || (stays && !all)) continue;
          data.set(field.name, fill);
          if (!stays && field.tagName !== "SELECT" && field.type !== "password") typed.push(field.name);
        }
        const send = () => fetch(target(form), { method: "POST", body: data, redirect: "manual" });
        const answers = await Promise.all(Array.from({ length: times }, send));
        return Promise.all(answers.map(async (answer) => {
          const gone = answer.type === "opaqueredirect";
          const page = new DOMParser().parseFromString(gone ? "" : await answer.text(), "text/html");
          const same = (f) => f.getAttribute("action") === form.getAttribute("action");
          const again = [...page.forms].find((f) => f.getAttribute("method") === "post" && same(f));
          const shown = (name) => again?.querySelector(`[name="${CSS.escape(name)}"]`);
          const value = (field) =>
            field.tagName === "TEXTAREA" ? field.value : field.getAttribute("value") ?? "";
          return {
            status: gone ? 303 : answer.status,
            lost: typed.filter((name) => !shown(name) || value(shown(name)) !== fill),
            wrong: page.querySelectorAll("main [aria-invalid=true], main [role=alert]").length,
            alive: [...page.scripts].some((s) => s.textContent.trim() !== "")
                || page.querySelector("main [onerror], main [onload], main [onclick]") !== null,
            says: page.querySelector("main")?.innerText ?? "",
          };
        }));
      }
      """;

  private FormProbe() {}

  /**
   * What the hub made of it.
   *
   * @param status 303 for any redirect
   * @param lost fields that do not show what was sent in them
   * @param wrong how many places say that something is wrong
   * @param alive whether what was sent became part of the page's own markup
   * @param says the page's words
   */
  record Answer(int status, List<String> lost, int wrong, boolean alive, String says) {}

  /** As the page has filled it in, so often at once. */
  static List<Answer> asItIs(Page page, String action, int times) {
    return send(page, action, null, false, times);
  }

  /** With this in each field that takes text, and in each list of choices. */
  static Answer filledWith(Page page, String action, String fill) {
    return send(page, action, fill, false, 1).getFirst();
  }

  /** With this in whatever the form sends, but for the token that proves where it came from. */
  static Answer tamperedWith(Page page, String action, String fill) {
    return send(page, action, fill, true, 1).getFirst();
  }

  private static List<Answer> send(
      Page page, String action, @Nullable String fill, boolean all, int times) {
    var asked = new HashMap<String, Object>();
    asked.put("action", action);
    asked.put("fill", fill);
    asked.put("all", all);
    asked.put("times", times);
    if (!(page.evaluate(SEND, asked) instanceof List<?> answers)) {
      throw new AssertionError(page.url() + " has no form that leads to " + action);
    }
    return answers.stream().map(answer -> of((Map<?, ?>) answer)).toList();
  }

  private static Answer of(Map<?, ?> answer) {
    return new Answer(
        ((Number) answer.get("status")).intValue(),
        ((List<?>) answer.get("lost")).stream().map(String::valueOf).toList(),
        ((Number) answer.get("wrong")).intValue(),
        Boolean.TRUE.equals(answer.get("alive")),
        String.valueOf(answer.get("says")));
  }
}
