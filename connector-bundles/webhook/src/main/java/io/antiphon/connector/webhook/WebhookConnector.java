package io.antiphon.connector.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Field;
import io.antiphon.spi.Mapping;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Any JSON pushed at a connection's address, found by JSON Pointers, and verified by its signature. */
@Component(service = Connector.class)
public final class WebhookConnector implements Connector {

    private static final ConnectorSpec SPEC = new ConnectorSpec(
                    "webhook",
                    "Webhook",
                    "Hears JSON that another system pushes at /hooks/CONNECTION.",
                    "webhook",
                    List.of())
            .with(Field.text("each", "One signal for each")
                    .describe("A JSON Pointer to the list of which each element is a signal; empty if the whole body is"
                            + " one signal, or a list of them.")
                    .matching("/.*")
                    .example("/data/items"))
            .with(Mapping.fields("a JSON Pointer such as /customer/email", "/customer/email"))
            .with(signatureFields());

    private final Clock clock;

    /** The connector. */
    @Activate
    public WebhookConnector() {
        this(Clock.systemUTC());
    }

    WebhookConnector(Clock clock) {
        this.clock = clock;
    }

    private static Field[] signatureFields() {
        return new Field[] {
            Field.choice("signature", "Signature", "none", "hmac-sha256", "standard-webhooks")
                    .describe("How the sender proves who it is; none trusts everybody who knows the address.")
                    .orElse("none"),
            Field.secret("secret", "Secret")
                    .describe("What the sender and we share. For standard-webhooks it starts with whsec_."),
            Field.text("header", "Signature's header")
                    .describe("For hmac-sha256: the header in which the signature stands.")
                    .example("X-Hub-Signature-256"),
            Field.text("prefix", "Signature's prefix")
                    .describe("For hmac-sha256: what stands before the signature in its header.")
                    .example("sha256="),
            Field.choice("encoding", "Signature's encoding", "hex", "base64")
                    .describe("For hmac-sha256: how the signature is written.")
                    .orElse("hex"),
            Field.text("timestampHeader", "Timestamp's header")
                    .describe("For hmac-sha256: the header with the time of sending, in seconds or milliseconds since"
                            + " 1970; empty if there is none.")
                    .example("X-Slack-Request-Timestamp"),
            Field.text("signed", "What is signed")
                    .describe("For hmac-sha256: {body}, or with a timestamp {timestamp}.{body}, unless said otherwise.")
                    .matching(".*\\{body\\}.*")
                    .example("v0:{timestamp}:{body}"),
            Field.duration("tolerance", "Tolerance")
                    .describe("How far the sender's clock may differ from ours, and how late a request may come.")
                    .orElse("5m")
        };
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<Source> source(Settings settings) {
        return Optional.of(Source.webhook(Signatures.verifier(settings, clock), JsonReadings.of(settings)));
    }

    @Override
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>(Mapping.problems(settings));
        problems.addAll(Signatures.problems(settings));
        Stream<String> pointers = Stream.concat(
                settings.find("each").stream(),
                settings.map("map").values().stream().filter(address -> address.startsWith("/")));
        pointers.forEach(pointer -> {
            try {
                JsonPointer.compile(pointer);
            } catch (IllegalArgumentException e) {
                problems.add(Problem.error("map", "'" + pointer + "' is no JSON Pointer.", "For example: /a/b"));
            }
        });
        return problems;
    }
}
