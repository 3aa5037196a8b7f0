package io.antiphon.connector.webhookout;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Any system that takes JSON over HTTP: each action is posted to its address, signed as Standard Webhooks has it. */
@Component(service = Connector.class)
public final class WebhookOutConnector implements Connector {

    private static final ConnectorSpec SPEC = ConnectorSpec.of(
                    "webhook-out",
                    "Webhook out",
                    "Posts each action as signed JSON to the address of another system.",
                    "webhook")
            .with(
                    Field.uri("url", "Address")
                            .describe("Where actions are posted, by https. Redirects are not followed.")
                            .matching("https?://.+")
                            .need()
                            .example("https://example.org/antiphon"),
                    Field.secret("secret", "Secret")
                            .describe(
                                    "What the receiver verifies signatures by: whsec_ and 24 to 64 bytes in Base64. While it"
                                            + " is exchanged, the new and the old one, separated by a space: both sign.")
                            .need(),
                    Field.flag("private-network", "Private network")
                            .describe(
                                    "Whether the address may lie in a private network, on this machine, or wherever else the"
                                            + " public cannot reach. Without it such addresses are refused at each post, so that"
                                            + " nobody can make Antiphon post into your network.")
                            .orElse("false"),
                    Field.flag("insecure", "Without encryption")
                            .describe(
                                    "Whether http will do beyond this machine: everybody on the way can then read what is"
                                            + " posted.")
                            .orElse("false"),
                    Field.duration("timeout", "Patience")
                            .describe("How long the receiver may take to answer, at most 50s.")
                            .orElse("20s"));

    private final Clock clock;

    /** The connector. */
    @Activate
    public WebhookOutConnector() {
        this(Clock.systemUTC());
    }

    WebhookOutConnector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<Sink> sink(Settings settings) {
        List<Problem> problems = wrong(settings);
        if (problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
            throw new AntiphonException(Code.INVALID, problems.get(0).toString());
        }
        Post post =
                new Post(Target.of(settings), Signer.of(settings.text("secret")), settings.duration("timeout"), clock);
        return Optional.of(new WebhookSink(post));
    }

    @Override
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>(wrong(settings));
        if (problems.stream().noneMatch(problem -> problem.where().equals("url"))) {
            Target.of(settings).knock().ifPresent(problems::add);
        }
        return problems;
    }

    /** What is wrong with the settings, as far as can be told without the network. */
    private static List<Problem> wrong(Settings settings) {
        List<Problem> problems = new ArrayList<>(Target.of(settings).problems());
        problems.addAll(Signer.problems(settings.text("secret")));
        long millis = settings.duration("timeout").toMillis();
        if (millis < 1 || millis > Post.LONGEST.toMillis()) {
            problems.add(Problem.error("timeout", "'timeout' is between 1ms and 50s.", "For example: 20s"));
        }
        return problems;
    }
}
