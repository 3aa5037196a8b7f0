package io.antiphon.connector.feed;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A feed in RSS 0.9 to 2.0 or Atom 0.3 or 1.0, each item of which is heard once. */
@Component(service = Connector.class)
public final class FeedConnector implements Connector {

    private static final ConnectorSpec SPEC = ConnectorSpec.of(
                    "feed", "RSS or Atom feed", "Hears the items of an RSS or Atom feed, each once.", "feed")
            .with(
                    Field.uri("url", "Address")
                            .describe("Where the feed is fetched, by http or https.")
                            .matching("https?://.+")
                            .need()
                            .example("https://example.org/reviews.rss"),
                    Field.text("kind", "Kind")
                            .describe("What its items are.")
                            .orElse("post")
                            .example("review"),
                    Field.duration("interval", "Interval")
                            .describe("How long to wait between two looks; a far end that asks for more gets it.")
                            .orElse("15m"));

    private final Clock clock;

    /** The connector. */
    @Activate
    public FeedConnector() {
        this(Clock.systemUTC());
    }

    FeedConnector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<Source> source(Settings settings) {
        FeedReader reader = new FeedReader(settings.text("kind"));
        FeedPoll poll = new FeedPoll(new Fetcher(settings.uri("url")), reader, clock);
        return Optional.of(Source.poll(settings.duration("interval"), poll, reader));
    }

    @Override
    public List<Problem> check(Settings settings) throws InterruptedException {
        String url = settings.text("url");
        try {
            Fetcher.Answer answer = new Fetcher(settings.uri("url")).fetch("", "");
            if (answer.status() != Fetcher.OK) {
                return List.of(Problem.error("url", url + " answers " + answer.status() + ".", "Check the address."));
            }
            new FeedReader(settings.text("kind")).read(answer.received(), (part, reason) -> {});
            return List.of();
        } catch (IOException e) {
            return List.of(Problem.error("url", String.valueOf(e.getMessage()) + ".", "Check the address."));
        } catch (MalformedFeedException e) {
            return List.of(Problem.warning(
                    "url", url + " is no readable feed now: " + e.getMessage() + ".", "Check the address."));
        }
    }
}
