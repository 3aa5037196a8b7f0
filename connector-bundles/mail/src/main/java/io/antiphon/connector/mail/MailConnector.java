package io.antiphon.connector.mail;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Mail: heard in a folder at an IMAP server, sent through an SMTP server; either or both. */
@Component(service = Connector.class)
public final class MailConnector implements Connector {

    private final Clock clock;
    private final Duration nudges;

    /** The connector. */
    @Activate
    public MailConnector() {
        this(Clock.systemUTC(), MailSource.NUDGES);
    }

    MailConnector(Clock clock, Duration nudges) {
        this.clock = clock;
        this.nudges = nudges;
    }

    @Override
    public ConnectorSpec spec() {
        return MailSettings.SPEC;
    }

    @Override
    public Optional<Source> source(Settings settings) {
        if (!settings.has("imap.host")) {
            requireOne(settings);
            return Optional.empty();
        }
        return Optional.of(new MailSource(Hearing.of(settings, reader(settings)), clock, nudges));
    }

    private static MailReader reader(Settings settings) {
        return new MailReader(
                Limits.megabytes(settings.number("imap.largest")),
                settings.find("imap.trusted").orElse(""),
                Speaking.ours(settings));
    }

    @Override
    public Optional<Sink> sink(Settings settings) {
        if (!settings.has("smtp.host")) {
            requireOne(settings);
            return Optional.empty();
        }
        return Optional.of(new MailSink(Speaking.of(settings), clock));
    }

    private static void requireOne(Settings settings) {
        if (!settings.has("imap.host") && !settings.has("smtp.host")) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID,
                    "Setting 'imap.host' is needed to hear mail, 'smtp.host' to send it; neither is there");
        }
    }

    @Override
    public List<Problem> check(Settings settings) {
        return new Trial(settings).run();
    }
}
