package org.safeandaway.hub.office.channels;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelTests;
import org.safeandaway.hub.notify.Channels;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.office.Revision;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.PersonId;

/** Trying a channel. A test that is asked for twice is sent once: the second comes too soon. */
@Controller("/channels")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
final class ChannelForms {
  private final Channels channels;
  private final ChannelTests tests;
  private final People people;
  private final ChannelPages pages;
  private final Forms forms;
  private final Revision revision;

  ChannelForms(
      Channels channels,
      ChannelTests tests,
      People people,
      ChannelPages pages,
      Forms forms,
      Revision revision) {
    this.channels = channels;
    this.tests = tests;
    this.people = people;
    this.pages = pages;
    this.forms = forms;
    this.revision = revision;
  }

  @Post("/{name}/tests")
  HttpResponse<?> test(
      HttpRequest<?> request,
      @PathVariable String name,
      @Body @Nullable Map<String, Object> body,
      Authentication known) {
    Channel channel =
        channels
            .named(name)
            .orElseThrow(() -> ProblemException.notFound("There is no such channel."));
    try {
      send(channel, new PersonId(known.getName()));
      revision.bump();
      return HttpResponse.seeOther(URI.create("/channels#" + channel.name()));
    } catch (ProblemException e) {
      Mistakes mistakes = Mistakes.of(e.problem(), new Wording());
      return HttpResponse.status(mistakes.status())
          .body(
              pages.list(
                  request,
                  forms.failed(ChannelPages.testForm(channel.name()), Form.sent(body), mistakes)));
    }
  }

  private void send(Channel channel, PersonId asker) {
    if (channel.missing().isPresent()) {
      throw ProblemException.conflict("It is not set up. " + channel.missing().get());
    }
    Notice.Recipient to = recipient(asker);
    if (channel.kind().isPersonal() && !reaches(channel.kind(), to)) {
      throw ProblemException.conflict(
          "The test goes to yourself, and what it needs is not noted with you. Open yourself under"
              + " People and add it.");
    }
    if (!tests.send(channel, to)) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "A test was sent a moment ago. Wait "
                  + ChannelTests.NOT_SOONER.toSeconds()
                  + " seconds before you send another."));
    }
  }

  private Notice.Recipient recipient(PersonId asker) {
    People.Person person =
        people.one(asker).orElseThrow(() -> ProblemException.notFound("You are not known."));
    return new Notice.Recipient(person.id(), person.name(), person.mobile(), person.email());
  }

  private static boolean reaches(ChannelKind kind, Notice.Recipient to) {
    return switch (kind) {
      case SMS, CALL -> to.mobile() != null;
      case EMAIL -> to.email() != null;
      // Whether it reaches somebody is known to the channel alone.
      case PUSH, BOARD, TEAMS, WEBHOOK -> true;
    };
  }
}
