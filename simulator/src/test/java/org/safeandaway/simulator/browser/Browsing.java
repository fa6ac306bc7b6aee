package org.safeandaway.simulator.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its {@link Seats}, as a parameter, in the one Chromium of the run. Seats that a
 * {@code BeforeAll} asks for serve the whole class. After each test the seats that it had are
 * judged: any trouble they noted fails it. When a test fails, what can be known about each seat is
 * kept in {@code target/browser/<class>.<test>/}: a trace for Playwright's viewer, the console, the
 * page and its picture.
 *
 * <p>The system property {@code it.browser} says what a machine without a browser means: {@code
 * auto} skips these tests and says so, {@code required} makes it an error.
 */
public final class Browsing
    implements ExecutionCondition,
        ParameterResolver,
        AfterTestExecutionCallback,
        LifecycleMethodExecutionExceptionHandler {
  private static final ExtensionContext.Namespace BROWSER =
      ExtensionContext.Namespace.create(Browsing.class);
  private static final String MISSING =
      "no Chromium on this machine (apt-get install chromium, or -D"
          + Chromium.PROGRAM
          + "=…): the pages are not tested";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<Path> program = Chromium.program();
    if (program.isPresent()) {
      return ConditionEvaluationResult.enabled("with " + program.get());
    }
    return switch (System.getProperty("it.browser", "auto")) {
      case "auto" -> {
        System.out.println("SKIPPED " + context.getDisplayName() + ": " + MISSING);
        yield ConditionEvaluationResult.disabled(MISSING);
      }
      case "required" -> throw new ExtensionConfigurationException(MISSING);
      default -> throw new ExtensionConfigurationException("-Dit.browser is auto or required");
    };
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Seats.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Chromium chromium =
        context
            .getRoot()
            .getStore(BROWSER)
            .getOrComputeIfAbsent(
                Chromium.class,
                key -> Chromium.launch(Chromium.program().orElseThrow()),
                Chromium.class);
    return context
        .getStore(BROWSER)
        .getOrComputeIfAbsent(
            context.getUniqueId(), key -> new Seats(chromium.browser()), Seats.class);
  }

  /** This test's own and its class's. */
  private static List<Seats> seats(ExtensionContext context) {
    List<Seats> found = new ArrayList<>();
    for (Optional<ExtensionContext> each = Optional.of(context);
        each.isPresent();
        each = each.get().getParent()) {
      Seats seats = each.get().getStore(BROWSER).get(each.get().getUniqueId(), Seats.class);
      if (seats != null) {
        found.add(seats);
      }
    }
    return found;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    List<String> troubles =
        seats(context).stream().flatMap(seats -> seats.takeTroubles().stream()).toList();
    if (context.getExecutionException().isPresent()) {
      keepEvidence(context);
    } else if (!troubles.isEmpty()) {
      keepEvidence(context);
      throw new AssertionError("the page had errors:\n  " + String.join("\n  ", troubles));
    }
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    keepEvidence(context);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    keepEvidence(context);
    throw failure;
  }

  private static void keepEvidence(ExtensionContext context) {
    String test =
        context.getRequiredTestClass().getSimpleName()
            + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
    Path folder = Path.of("target", "browser", test);
    seats(context).forEach(seats -> seats.keepEvidence(folder));
    System.err.println("kept for " + test + ": " + folder.toAbsolutePath());
  }
}
