package io.antiphon.scripting;

import io.antiphon.scripting.door.Resources;
import io.antiphon.scripting.door.ScriptsPage;
import io.antiphon.scripting.kinds.Warming;
import io.antiphon.scripting.life.Desk;
import io.antiphon.scripting.life.Loading;
import io.antiphon.scripting.life.Workshop;
import io.antiphon.scripting.sandbox.Limits;
import io.antiphon.scripting.sandbox.Sandbox;
import io.antiphon.scripting.trial.Trials;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Journal;
import io.antiphon.spi.Page;
import io.antiphon.spi.Plugins;
import io.antiphon.spi.Recorder;
import io.antiphon.spi.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This room's door to the service registry: it makes the parts, and offers what people do with them. */
@Component(immediate = true, service = Scripting.class, configurationPid = ScriptingSettings.PID)
@org.osgi.service.metatype.annotations.Designate(ocd = ScriptingSettings.class)
public final class Scripting {

    private static final Logger LOG = LoggerFactory.getLogger(Scripting.class);

    private final Journal journal;
    private final Recorder recorder;
    private final Replay replay;
    private final Workshop workshop;
    private final Trials trials;
    private final Registrations registrations;
    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private final List<Plugins> rooms = new CopyOnWriteArrayList<>();
    private @Nullable Sandbox sandbox;

    /** The framework makes it when the journal is there. */
    @Activate
    public Scripting(
            BundleContext context,
            ScriptingSettings settings,
            @Reference Journal journal,
            @Reference Recorder recorder,
            @Reference Replay replay) {
        String home = context.getProperty("antiphon.home");
        if (home == null || home.isBlank()) {
            throw new IllegalStateException("The property antiphon.home, the folder of all data, is not set");
        }
        this.journal = journal;
        this.recorder = recorder;
        this.replay = replay;
        this.registrations = new Registrations(context, Set.of(settings.components()));
        this.workshop = new Workshop(
                Path.of(home),
                new Loading(this::sandbox, journal),
                registrations,
                this::note,
                Clock.systemUTC(),
                settings.tests() == ScriptingSettings.Tests.block);
        this.trials = new Trials(workshop, () -> this.replay);
        new Resources(workshop, trials, this::sandbox, this::plugins)
                .all()
                .forEach(endpoint -> offered.add(context.registerService(Endpoint.class, endpoint, null)));
        offered.add(context.registerService(Page.class, new ScriptsPage(), null));
    }

    @Activate
    void start() throws IOException {
        workshop.start(this::warm);
    }

    private void warm() {
        Sandbox ready = sandbox();
        Warming.warm(ready);
        LOG.info(
                ready.compiles()
                        ? "Scripts are compiled"
                        : "Scripts are interpreted, for the Java machine was started without the compiler");
    }

    @Deactivate
    void stop() {
        offered.forEach(ServiceRegistration::unregister);
        trials.close();
        workshop.close();
        synchronized (this) {
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }

    /** What shell commands work on. */
    public Workshop workshop() {
        return workshop;
    }

    /** What shell commands work on. */
    public Desk desk() {
        return new Desk(workshop);
    }

    /** What shell commands work on. */
    public Trials trials() {
        return trials;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPlugins(Plugins room) {
        rooms.add(room);
    }

    void removePlugins(Plugins room) {
        rooms.remove(room);
    }

    private List<Plugins.Plugin> plugins() {
        return rooms.stream().flatMap(room -> room.list().stream()).toList();
    }

    /** The engine is made when it is needed first. */
    private synchronized Sandbox sandbox() {
        Sandbox made = sandbox;
        if (made == null) {
            made = new Sandbox(Limits.standard());
            sandbox = made;
        }
        return made;
    }

    private void note(String who, String file, String version, String former) {
        String command = version.isEmpty() ? "script-remove" : "script-live";
        recorder.append(List.of(Entry.Commanded.of(who, command, file, Map.of("version", version, "former", former))));
    }
}
