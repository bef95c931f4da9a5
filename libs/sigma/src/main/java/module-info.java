/** Detects what Sigma rules describe. */
module de.komcert.sigma {
    requires org.snakeyaml.engine;
    requires re2j;
    requires static org.jspecify;

    exports de.komcert.sigma;
    exports de.komcert.sigma.correlation;
    exports de.komcert.sigma.settings;
}
