package org.safeandaway.hub.office.channels;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelHealth;
import org.safeandaway.hub.notify.ChannelResults;
import org.safeandaway.hub.notify.ChannelResults.Result;
import org.safeandaway.hub.notify.Channels;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Sheets;

/** By which ways people are told of an alarm, and how each is. */
@Controller("/channels")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChannelPages {
  private final Pages pages;
  private final Channels channels;
  private final ChannelResults results;
  private final Forms forms;

  ChannelPages(Pages pages, Channels channels, ChannelResults results, Forms forms) {
    this.pages = pages;
    this.channels = channels;
    this.results = results;
    this.forms = forms;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> list(HttpRequest<?> request) {
    return list(request, forms.fresh());
  }

  /** The list, perhaps with a form that failed. */
  ModelAndView<Map<String, Object>> list(HttpRequest<?> request, Sheets itsForms) {
    Page page = pages.page(request, "How people are told", Page.Tab.CHANNELS);
    Map<String, Result> known =
        results.all().stream().collect(Collectors.toMap(Result::channel, Function.identity()));
    List<ChannelRow> rows =
        channels.all().stream()
            .map(each -> row(each, known.get(each.name()), itsForms))
            .sorted(Comparator.comparing(row -> !row.isSetUp()))
            .toList();
    return new ModelAndView<>("channels/list", Pages.model(page, "list", new ChannelList(rows)));
  }

  /** The id of the form in the page by which a channel is tried. */
  static String testForm(String channel) {
    return "test-" + channel;
  }

  private ChannelRow row(Channel channel, @Nullable Result result, Sheets itsForms) {
    List<Channel> ofKind = channels.of(channel.kind());
    return new ChannelRow(
        channel,
        channel.missing().orElse(null),
        ChannelHealth.of(channel, result),
        result,
        itsForms.of(testForm(channel.name())),
        ofKind.size() > 1 && ofKind.getFirst() == channel);
  }
}
