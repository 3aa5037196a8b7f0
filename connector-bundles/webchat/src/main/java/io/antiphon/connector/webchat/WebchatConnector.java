package io.antiphon.connector.webchat;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.FieldType;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A chat window that any web site embeds with one script tag; what visitors write is heard, and answers are shown to them. */
@Component(service = Connector.class)
public final class WebchatConnector implements Connector {

    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

    private static final ConnectorSpec SPEC = new ConnectorSpec(
                    "webchat",
                    "Web chat",
                    "A chat window for web sites: <script src=\"…/hooks/CONNECTION/widget.js\" async></script>",
                    "webchat",
                    List.of())
            .with(Field.of("origins", FieldType.LONG_TEXT, "Sites")
                    .describe(
                            "The origins of the web sites that may embed the chat, separated by commas: scheme, host, and"
                                    + " port if it is not the usual one. * lets every site.")
                    .need()
                    .example("https://www.example.org, https://shop.example.org"))
            .with(Looks.FIELDS)
            .with(
                    Field.secret("identity-secret", "Identity secret")
                            .describe(
                                    "What the site's server signs identity tokens with, when visitors have signed in there;"
                                            + " at least 32 characters. Without it nobody signs in to the chat.")
                            .matching(".{32,}"),
                    Field.text("subject-scheme", "Scheme of subjects")
                            .describe(
                                    "The scheme of the identity that a token's 'sub' becomes, such as customer or crm; empty"
                                            + " if it becomes none.")
                            .matching("[a-z0-9._-]{1,64}")
                            .example("customer"),
                    Field.duration("retention", "Retention")
                            .describe(
                                    "How long a conversation is shown to its visitor after the last word in it. What was"
                                            + " heard stays in the journal.")
                            .orElse("30d"));

    private final Chats chats;
    private final Clock clock;

    /** The connector, which keeps conversations below {@code data/connectors} in Antiphon's home. */
    @Activate
    public WebchatConnector(BundleContext context) {
        this(folder(context.getProperty("antiphon.home")), Clock.systemUTC());
    }

    private static Path folder(@org.jspecify.annotations.Nullable String home) {
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        return Path.of(home, "data", "connectors");
    }

    WebchatConnector(Path folder, Clock clock) {
        this.chats = new Chats(folder, clock);
        this.clock = clock;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<Source> source(Settings settings) {
        return Optional.of(Source.door(intake -> new ChatDoor(settings, chats, intake, clock)));
    }

    @Override
    public Optional<Sink> sink(Settings settings) {
        return Optional.of(new ChatSink(chats));
    }

    @Override
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>(Origins.problems(settings.list("origins")));
        problems.addAll(Looks.problems(settings));
        if (settings.duration("retention").compareTo(SHORTEST_RETENTION) < 0) {
            problems.add(
                    Problem.error("retention", "Conversations are kept for less than an hour.", "For example: 30d"));
        }
        return problems;
    }
}
