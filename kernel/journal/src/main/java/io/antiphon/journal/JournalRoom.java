package io.antiphon.journal;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.DeadLetters;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the journal in {@code ${antiphon.home}/data/journal} and offers it. If it cannot be opened there is no journal service, one line
 * in the log and a problem in the vitals say why, and a change of the configuration tries again.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.antiphon.journal",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = JournalRoom.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.antiphon.spi.Journal,io.antiphon.spi.Recorder\"",
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.antiphon.spi.DeadLetters\"",
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.antiphon.spi.Vitals\"",
        effective = "active")
public final class JournalRoom {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRoom.class);
    private static final String HOME = "antiphon.home";

    private final BundleContext bundle;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private @Nullable SqliteJournal journal;
    private @Nullable SqliteDeadLetters deadLetters;

    /** What can be configured. */
    @ObjectClassDefinition(name = "Journal", description = "Everything that happened, in order")
    public @interface Config {
        /** A segment is closed when it has grown beyond so many megabytes. */
        @AttributeDefinition(description = "A segment is closed when it has grown beyond so many megabytes")
        int segment_megabytes() default 512;

        /** A segment is also closed when a month ends. */
        @AttributeDefinition(description = "A segment is also closed when a month (UTC) ends")
        boolean segment_monthly() default true;

        /** Entries are kept for at least so many days; 0 for ever. */
        @AttributeDefinition(
                description = "Segments whose entries are all older than so many days are deleted; 0: never. A signal"
                        + " that was deleted is heard as new when it is offered again")
        int retention_days() default 0;

        /** So many entries at most wait for the disk. */
        @AttributeDefinition(description = "So many entries at most wait for the disk; more are refused as busy")
        int queue_entries() default JournalSettings.DEFAULT_QUEUE_ENTRIES;
    }

    /** Opens the journal. */
    @Activate
    public JournalRoom(BundleContext bundle, Config config) {
        this.bundle = bundle;
        open(config);
    }

    @Modified
    synchronized void modified(Config config) {
        if (journal == null) {
            close();
            open(config);
            return;
        }
        try {
            journal.change(settings(config));
        } catch (AntiphonException e) {
            LOG.error("{} The journal goes on with the settings it had.", e.getMessage());
        }
    }

    private synchronized void open(Config config) {
        try {
            Path directory = directory();
            InstantSource clock = InstantSource.system();
            SqliteJournal opened = SqliteJournal.open(directory, settings(config), clock, Disk.REAL);
            journal = opened;
            SqliteDeadLetters letters = SqliteDeadLetters.open(directory, clock, Disk.REAL);
            deadLetters = letters;
            offer(opened, Journal.class, Recorder.class, Vitals.class);
            offer(letters, DeadLetters.class, Vitals.class);
        } catch (AntiphonException e) {
            LOG.error("{}", e.getMessage());
            close();
            offer(new Refusal(String.valueOf(e.getMessage())), Vitals.class);
        }
    }

    private Path directory() {
        String home = bundle.getProperty(HOME);
        if (home == null || home.isBlank()) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID,
                    "The journal does not know where to be: the property " + HOME
                            + " is not set. Start with ./antiphon, or set it in etc/system.properties.");
        }
        return Path.of(home, "data", "journal");
    }

    private static JournalSettings settings(Config config) {
        if (config.segment_megabytes() < 1 || config.retention_days() < 0 || config.queue_entries() < 1) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID,
                    "io.antiphon.journal: segment.megabytes and queue.entries are at least 1, retention.days at least 0.");
        }
        Duration retention = config.retention_days() == 0 ? null : Duration.ofDays(config.retention_days());
        return JournalSettings.defaults()
                .segments((long) config.segment_megabytes() << 20, config.segment_monthly())
                .keeping(retention)
                .queue(config.queue_entries());
    }

    private void offer(Object service, Class<?>... types) {
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            names[i] = types[i].getName();
        }
        services.add(bundle.registerService(names, service, new Hashtable<>()));
    }

    private record Refusal(String why) implements Vitals {
        @Override
        public List<Metric> metrics() {
            return List.of();
        }

        @Override
        public List<Problem> problems() {
            return List.of(Problem.error("journal", why, ""));
        }
    }

    @Deactivate
    synchronized void close() {
        for (int i = services.size() - 1; i >= 0; i--) {
            services.get(i).unregister();
        }
        services.clear();
        try {
            if (deadLetters != null) {
                deadLetters.close();
            }
        } catch (SQLException e) {
            LOG.warn("The dead letters were not closed cleanly; they are checked at the next start", e);
        }
        try {
            if (journal != null) {
                journal.close();
            }
        } catch (IOException | SQLException e) {
            LOG.warn("The journal was not closed cleanly; it is checked at the next start", e);
        }
        deadLetters = null;
        journal = null;
    }
}
