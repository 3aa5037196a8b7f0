package io.antiphon.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Installs a bundle. */
@Service
@Command(
        scope = "antiphon",
        name = "install",
        description =
                "Installs a bundle from a file. If one of its symbolic name serves already, it is replaced without a gap.")
public final class InstallCommand extends BundlePut {}
