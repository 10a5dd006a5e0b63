@echo off
rem Runs Maven with the given arguments: the one on the PATH if it is 3.8.6 or newer (and older than 5), otherwise the one
rem in .mvn\wrapper\maven-wrapper.properties, which is downloaded once, verified and stored under .m2\wrapper\dists.
rem Quarkus' dev mode requires Maven 3.9, so older ones on the PATH are not used for it.
rem
rem Needs only a JDK, from JAVA_HOME or the PATH.
rem   MAVEN_USER_HOME             directory of the downloaded Maven, instead of %USERPROFILE%\.m2
rem   MAVEN_DISTRIBUTION_URL      another URL of the same archive (a mirror; file: works too)
rem   MAVEN_DISTRIBUTION_SHA512   checksum of a different archive
setlocal EnableExtensions DisableDelayedExpansion

set "HERE=%~dp0"
set "PROPERTIES=%HERE%.mvn\wrapper\maven-wrapper.properties"

if defined JAVA_HOME goto java_from_home
set "JAVA=java.exe"
where /q java.exe
if not errorlevel 1 goto java_found
echo mvnw: no java found. Install a JDK (17 or newer) and set JAVA_HOME or put it on the PATH. 1>&2
exit /b 1

:java_from_home
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%JAVA%" goto java_found
echo mvnw: JAVA_HOME is set, but there is no "%JAVA%". 1>&2
exit /b 1

:java_found
set "DEV_MODE="
:next_argument
if "%~1"=="" goto no_more_arguments
if "%~1"=="quarkus:dev" set "DEV_MODE=yes"
if "%~1"=="quarkus:test" set "DEV_MODE=yes"
if "%~1"=="quarkus:remote-dev" set "DEV_MODE=yes"
rem Not %%0, which says where this script is; and %%* stays whole.
shift /1
goto next_argument

:no_more_arguments
set "MAVEN_COMMAND="
for /f "delims=" %%p in ('where mvn.cmd 2^>nul') do if not defined MAVEN_COMMAND set "MAVEN_COMMAND=%%p"
if not defined MAVEN_COMMAND goto fetched
set "FOUND="
for /f "tokens=3" %%v in ('call "%MAVEN_COMMAND%" --version 2^>nul ^<nul ^| findstr /c:"Apache Maven"') do if not defined FOUND set "FOUND=%%v"
if not defined FOUND goto fetched
for /f "tokens=1-3 delims=.-" %%a in ("%FOUND%") do (
    set "MAJOR=%%a"
    set "MINOR=%%b"
    set "PATCH=%%c"
)
if "%MAJOR%"=="4" goto run
if not "%MAJOR%"=="3" goto fetched
if %MINOR% GTR 8 goto run
if %MINOR% LSS 8 goto fetched
if defined DEV_MODE goto fetched
if %PATCH% GEQ 6 goto run

:fetched
set "VERSION="
set "URL="
set "SHA512="
for /f "usebackq tokens=1,* delims==" %%k in ("%PROPERTIES%") do (
    if "%%k"=="distributionVersion" set "VERSION=%%l"
    if "%%k"=="distributionUrl" set "URL=%%l"
    if "%%k"=="distributionSha512" set "SHA512=%%l"
)
if defined MAVEN_DISTRIBUTION_URL set "URL=%MAVEN_DISTRIBUTION_URL%"
if defined MAVEN_DISTRIBUTION_SHA512 set "SHA512=%MAVEN_DISTRIBUTION_SHA512%"
if not defined VERSION (
    echo mvnw: "%PROPERTIES%" is missing or empty. 1>&2
    exit /b 1
)
set "USER_HOME=%USERPROFILE%\.m2"
if defined MAVEN_USER_HOME set "USER_HOME=%MAVEN_USER_HOME%"
rem The checksum is part of the name, so that different archives have different directories.
set "MAVEN_DIST=%USER_HOME%\wrapper\dists\apache-maven-%VERSION%-%SHA512:~0,16%"
set "MAVEN_COMMAND=%MAVEN_DIST%\bin\mvn.cmd"
if exist "%MAVEN_COMMAND%" goto run
"%JAVA%" -Djava.net.useSystemProxies=true "%HERE%.mvn\wrapper\InstallMaven.java" "%URL%" "%SHA512%" "%MAVEN_DIST%"
if errorlevel 1 exit /b 1

:run
rem On one line, so that the arguments pass to Maven after the variables of this script are gone.
endlocal & call "%MAVEN_COMMAND%" %*
exit /b %ERRORLEVEL%
