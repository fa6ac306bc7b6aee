package org.safeandaway.device.health;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The service manager's side is played here by a real datagram socket. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "systemd is Linux's")
class NotifySocketTest {
  @Test
  void saysWhatTheServiceManagerWaitsFor() throws Throwable {
    // The temporary folder's name may be too long for a socket's.
    Path path = Files.createTempDirectory("sa").resolve("notify");
    try (ServiceManager manager = new ServiceManager(path.toString())) {
      Watchdog watchdog = NotifySocket.named(path.toString());
      watchdog.ready();
      assertThat(manager.hear()).isEqualTo("READY=1");
      watchdog.alive();
      watchdog.alive();
      assertThat(manager.hear()).isEqualTo("WATCHDOG=1");
      assertThat(manager.hear()).isEqualTo("WATCHDOG=1");
    }
    Files.delete(path);
    Files.delete(path.getParent());
  }

  @Test
  void reachesAnAbstractName() throws Throwable {
    String name = "@safe-and-away-test-" + ProcessHandle.current().pid();
    try (ServiceManager manager = new ServiceManager(name)) {
      NotifySocket.named(name).alive();
      assertThat(manager.hear()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void goesOnWhenNobodyListens() {
    Watchdog watchdog = NotifySocket.named("/nonexistent/notify");

    assertThatCode(watchdog::alive).doesNotThrowAnyException();
  }

  @Test
  void refusesANameThatIsNone() {
    assertThatThrownBy(() -> NotifySocket.named("x".repeat(108)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Receives datagrams under a name. */
  private static final class ServiceManager implements AutoCloseable {
    private static final int MSG_DONTWAIT = 0x40;
    private final MethodHandle receive =
        function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final int descriptor;

    ServiceManager(String name) throws Throwable {
      MethodHandle socket =
          function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
      MethodHandle bind =
          function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
      byte[] path = name.getBytes(StandardCharsets.UTF_8);
      if (path[0] == '@') {
        path[0] = 0;
      }
      descriptor = (int) socket.invokeExact(1, 2, 0);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment address = arena.allocate(110, 2);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
        MemorySegment.copy(MemorySegment.ofArray(path), 0, address, 2, path.length);
        int bound = (int) bind.invokeExact(descriptor, address, 2 + path.length);
        assertThat(bound).isZero();
      }
    }

    String hear() throws Throwable {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(100);
        long length = (long) receive.invokeExact(descriptor, buffer, 100L, MSG_DONTWAIT);
        assertThat(length).as("something was said").isPositive();
        byte[] word = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(word, StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() {
      try {
        int ignored = (int) close.invokeExact(descriptor);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    private static MethodHandle function(String name, FunctionDescriptor shape) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
    }
  }
}
