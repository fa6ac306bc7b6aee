package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.safeandaway.protocol.WearableId;
import org.testcontainers.DockerClientFactory;

/**
 * Gives a test the real parts it asks for, as parameters of type {@link Broker} and {@link
 * Database}, started. The system property {@code it.engines} says what they run on:
 *
 * <ul>
 *   <li>{@code docker}: containers. No daemon is an error.
 *   <li>{@code native}: processes of this machine. No Mosquitto is an error.
 *   <li>{@code auto}: containers where a daemon answers, else processes; a line says which and why.
 * </ul>
 *
 * <p>Nothing is ever skipped. A broker is new for each test (or for each class, when its {@code
 * BeforeAll} asks for it first). The database server is started once and serves the whole run; each
 * test finds it running and the hub's database empty. A parameter marked {@link Own} is a part made
 * for it alone.
 */
public final class RealParts implements ParameterResolver {
  /** The wearables that have accounts at every test's broker: {@code w1} to {@code w64}. */
  public static final List<WearableId> WEARABLES =
      IntStream.rangeClosed(1, 64).mapToObj(n -> new WearableId("w" + n)).toList();

  /** A part that the parameter's test or class has for itself, beside the one it shares. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  public @interface Own {}

  private static final ExtensionContext.Namespace PARTS =
      ExtensionContext.Namespace.create(RealParts.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Broker.class || type == Database.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    var store = context.getStore(PARTS);
    if (parameter.isAnnotated(Own.class)) {
      return store
          .getOrComputeIfAbsent(
              "own " + parameter.getIndex(),
              key -> type == Broker.class ? newBroker() : newDatabase(),
              Held.class)
          .part();
    }
    if (type == Broker.class) {
      return store.getOrComputeIfAbsent("broker", key -> newBroker(), Held.class).part();
    }
    return store.getOrComputeIfAbsent("loan", key -> lend(context), Loan.class).database();
  }

  private static Held newBroker() {
    var settings = BrokerSettings.forWearables(WEARABLES).savingEvery(Duration.ofSeconds(1));
    return switch (engine()) {
      case DOCKER -> Held.started(new DockerBroker(settings), null);
      case NATIVE -> {
        Path folder = temporaryFolder("broker");
        yield Held.started(new NativeBroker(program(), folder, FreePort.next(), settings), folder);
      }
    };
  }

  private static Loan lend(ExtensionContext context) {
    var held =
        context
            .getRoot()
            .getStore(PARTS)
            .getOrComputeIfAbsent("database server", key -> newDatabase(), Held.class);
    var database = (Database) held.part();
    database.clear();
    return new Loan(database);
  }

  private static Held newDatabase() {
    return switch (engine()) {
      case DOCKER -> Held.started(new DockerDatabase(), null);
      case NATIVE -> {
        Path folder = temporaryFolder("database");
        yield Held.started(new EmbeddedDatabase(folder, FreePort.next()), folder);
      }
    };
  }

  /** Whether this build's parts are in containers; else they are processes of this machine. */
  public static boolean isInContainers() {
    return engine() == Engine.DOCKER;
  }

  /** A server for whoever asks alone, not started yet. */
  public static Database databaseInAContainer() {
    return new DockerDatabase();
  }

  /** A broker for whoever asks alone, not started yet. */
  public static Broker brokerInAContainer(BrokerSettings settings) {
    return new DockerBroker(settings);
  }

  private enum Engine {
    DOCKER,
    NATIVE
  }

  private static Engine engine() {
    String asked = System.getProperty("it.engines", "auto");
    return switch (asked) {
      case "docker" -> {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
          throw new ExtensionConfigurationException(
              "-Dit.engines=docker: these tests need a Docker daemon and none answers");
        }
        yield Engine.DOCKER;
      }
      case "native" -> Engine.NATIVE;
      case "auto" -> Choice.OF_THIS_RUN;
      default ->
          throw new ExtensionConfigurationException(
              "-Dit.engines is auto, docker or native, not " + asked);
    };
  }

  /** Asked for once: looking for a daemon takes time where there is none. */
  private static final class Choice {
    static final Engine OF_THIS_RUN = choose();

    private static Engine choose() {
      boolean docker = DockerClientFactory.instance().isDockerAvailable();
      System.out.println(
          docker
              ? "Real parts: in containers"
              : "Real parts: on processes of this machine, since no Docker daemon answers");
      return docker ? Engine.DOCKER : Engine.NATIVE;
    }
  }

  private static Path program() {
    return Mosquitto.installed()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "These tests need a Mosquitto broker (they are never skipped). Start Docker, or"
                        + " install it: apt-get install mosquitto   or   brew install mosquitto"));
  }

  private static Path temporaryFolder(String of) {
    try {
      return Files.createTempDirectory("safeandaway-" + of + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
